import Foundation
import TestSupport
import Testing

@testable import Composing
@testable import Site

/// What is noted of pages outlives the process that noted it.
@Suite struct PageLeasesTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appending(path: "leases").path
    }

    @Test func whatWasLeasedIsFound() throws {
        let leases = try PageLeases(path: path)
        try leases.lease([.home(page: nil), .tag("a b", page: 2)], worker: 1)
        try leases.lease([.tags], worker: 0)

        let found = try PageLeases(path: path)

        #expect(found.found == ["tags", "home", "tag a%20b 2"])
        #expect(found.foundAlone == nil)
    }

    @Test func whatWasAloneIsFoundWithWhatWasToFollow() throws {
        let leases = try PageLeases(path: path)
        try leases.begin(PageTrials())
        var found: [PageLeases] = []
        try leases.alone([.home(page: nil), .tags, .archive]) { page in
            found.append(try PageLeases(path: path))
        }

        #expect(found.map(\.foundAlone) == ["home", "tags", "archive"])
        #expect(
            found.map(\.found) == [["home", "tags", "archive"], ["tags", "archive"], ["archive"]])
        #expect(try PageLeases(path: path).found == [])
    }

    @Test func anOrderlyEndLeavesNothing() throws {
        let leases = try PageLeases(path: path)
        try leases.lease([.home(page: nil)])
        try leases.end(isDone: true)

        #expect(try PageLeases(path: path).found == [])
        #expect(PageLeases.isSettled(path: path))
    }

    @Test func suspectsOutliveAnErrorAndAreForgottenOnceAllIsDone() throws {
        try PageLeases(path: path).lease([.home(page: nil), .tags])

        let leases = try PageLeases(path: path)
        try leases.begin(PageTrials())
        #expect(leases.suspects == ["home", "tags"])
        #expect(leases.hasSuspect(among: [.archive, .tags]))
        try leases.end(isDone: false)
        #expect(try PageLeases(path: path).found == ["home", "tags"])
        try leases.end(isDone: true)

        #expect(try PageLeases(path: path).found == [])
    }

    @Test(arguments: ["", "x", "leased 0000000000 9999999999\nhome", "leased abc\n", "\u{0}\u{0}"])
    func aNoteThatNobodyWroteIsNone(bytes: String) throws {
        try Data(bytes.utf8).write(to: URL(filePath: path))

        let leases = try PageLeases(path: path)

        #expect(leases.found == [])
        try leases.lease([.tags])
        #expect(try PageLeases(path: path).found == ["tags"])
    }

    @Test func aShorterNoteHidesALongerOne() throws {
        let leases = try PageLeases(path: path)
        try leases.lease((1...100).map { .home(page: $0) })
        try leases.lease([.tags])

        #expect(try PageLeases(path: path).found == ["tags"])
    }

    @Test func onlyItsOwnerReadsTheNote() throws {
        _ = try PageLeases(path: path)

        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}
