import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct DatabaseCopyTests {
    private let pod: PopulatedDatabase
    private var destination: String { pod.folder.path("copy.sqlite") }

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func aCopyHoldsEverything() throws {
        var pages = 0

        let copy = try pod.database.copy(to: destination) { pages = max($0, $1, pages) }

        #expect(copy.schemaVersion == Migration.all.count)
        #expect(copy.postCount == 15 && copy.userCount == 2)
        #expect(copy.photoFileNames.contains("w480_canary.jpg"))
        #expect(pages > 10)
        let before = try pod.database.pool.read { try DatabaseDump($0) }
        let copied = try PodDatabase(path: destination)
        #expect(try copied.pool.read { try DatabaseDump($0) } == before)
    }

    @Test func aCopyIsOneFileOfItsOwnersAlone() throws {
        _ = try pod.database.copy(to: destination) { _, _ in }

        let attributes = try FileManager.default.attributesOfItem(atPath: destination)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: destination + "-wal"))
    }

    @Test func writesGoOnMeanwhileAndDoNotShow() throws {
        let isCopying = Atomic(true)
        let written = Atomic(0)
        let path = pod.path
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            guard let other = try? PodDatabase(path: path) else { return }
            while isCopying.load(ordering: .acquiring) {
                try? other.write { transaction in
                    try transaction.setState("first", "\(written.load(ordering: .relaxed))")
                    try transaction.setState("second", "\(written.load(ordering: .relaxed))")
                }
                written.add(1, ordering: .relaxed)
            }
        }
        // Not before the other one writes.
        while written.load(ordering: .relaxed) == 0 {}

        let copies = try (0..<5).map { number in
            let file = destination + "\(number)"
            _ = try pod.database.copy(to: file) { _, _ in }
            return file
        }
        isCopying.store(false, ordering: .releasing)
        group.wait()

        for file in copies {
            let copy = try PodDatabase(path: file)
            #expect(try DatabaseCheck(database: copy).findings() == [])
            let (first, second) = try copy.read {
                (try $0.state("first"), try $0.state("second"))
            }
            #expect(first == second)
        }
    }

    @Test func aCopyThatFailsLeavesNothing() throws {
        try pod.database.close()

        #expect(throws: StoreError.self) {
            try pod.database.copy(to: destination) { _, _ in }
        }

        #expect(!FileManager.default.fileExists(atPath: destination))
    }

    @Test func nothingIsOverwritten() throws {
        _ = try pod.folder.write([7], to: "copy.sqlite")

        #expect(throws: StoreError.self) {
            try pod.database.copy(to: destination) { _, _ in }
        }

        #expect(try Data(contentsOf: URL(filePath: destination)) == Data([7]))
    }
}
