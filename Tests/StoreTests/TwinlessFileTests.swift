import Testing

@testable import Store

@Suite struct TwinlessFileTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 0)
        let old = try ids()
        try pod.database.write { try $0.removeTwinlessFiles(ids: old) }
    }

    @Test func aFileThatIsNotedAgainHasANewNumber() throws {
        try pod.database.write { try $0.insertTwinlessFiles(["a.html", "b.html"]) }
        let old = try ids()
        try pod.database.write { try $0.insertTwinlessFiles(["a.html"]) }

        try pod.database.write { try $0.removeTwinlessFiles(ids: old) }

        let left = try files()
        #expect(left.map(\.path) == ["a.html"])
        #expect(try pod.database.read { try $0.lastTwinlessFileID() } == left.first?.id)
        #expect(left.allSatisfy { !old.contains($0.id) })
    }

    @Test func aNumberIsNeverGivenTwice() throws {
        try pod.database.write { try $0.insertTwinlessFiles(["a.html"]) }
        let old = try ids()
        try pod.database.write { try $0.removeTwinlessFiles(ids: old) }

        try pod.database.write { try $0.insertTwinlessFiles(["a.html"]) }

        #expect(try ids().allSatisfy { id in old.allSatisfy { id > $0 } })
    }

    @Test func manyFilesAreNotedAndRemoved() throws {
        let paths = (1...1_234).map { "posts/\($0).html" }
        try pod.database.write { try $0.insertTwinlessFiles(paths + ["posts/7.html"]) }
        #expect(try files().map(\.path) == paths.sorted())
        let (first, second) = (try files(limit: 100), try files())
        #expect(first.map(\.id) == second.prefix(100).map(\.id))
        let note = try #require(first.last?.id)
        #expect(try pod.database.read { try $0.twinlessFileCount(after: note) } == 1_134)

        let all = try ids()
        try pod.database.write { try $0.removeTwinlessFiles(ids: all) }

        #expect(try files() == [])
        #expect(try pod.database.read { try $0.lastTwinlessFileID() } == 0)
    }

    private func files(limit: Int = 10_000) throws -> [TwinlessFile] {
        try pod.database.read {
            try $0.twinlessFiles(after: 0, through: .max, limit: limit)
        }
    }

    private func ids() throws -> [Int64] { try files().map(\.id) }
}
