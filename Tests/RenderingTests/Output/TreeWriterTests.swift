import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct TreeWriterTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    @Test func theFolderAboveANewOneIsSyncedWithIt() throws {
        let folders = try FolderCache(rootPath: temporary.url.path)

        _ = try folders.folder(of: "archive/2026/01.html", creating: true)
        #expect(folders.takeGrownFolders() == ["", "archive"])

        _ = try folders.folder(of: "archive/2027/01.html", creating: true)
        _ = try folders.folder(of: "archive/2026/02.html", creating: true)
        #expect(folders.takeGrownFolders() == ["archive"])
    }

    @Test func whatOneWriterStagesAnotherPutsInPlace() throws {
        let sync = StagedSync()
        let one = try TreeWriter(rootPath: temporary.url.path, label: "1", sync: sync)
        let other = try TreeWriter(rootPath: temporary.url.path, label: "2", sync: sync)
        // More than are synced one by one.
        for number in 1...250 {
            try one.stage(OutputFile(path: "a/\(number).txt", bytes: Array("\(number)".utf8)))
        }
        #expect(!FileManager.default.fileExists(atPath: temporary.url.path + "/a"))

        other.adopt(one.takeStaged())
        try other.commit()

        #expect(other.changedFileCount == 250)
        let last = temporary.url.appending(path: "a/250.txt")
        #expect(try String(contentsOf: last, encoding: .utf8) == "250")

        try other.stage(OutputFile(path: "a/250.txt", bytes: Array("few".utf8)))
        try other.commit()
        #expect(try String(contentsOf: last, encoding: .utf8) == "few")
    }

    @Test func aFileThatCannotBeSyncedIsAnErrorOnce() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let sync = StagedSync()
        for end in ends { sync.add(try FileDescriptorOwner(end, path: "pipe"), path: "pipe") }

        #expect(throws: TreeError.self) { try sync.finish() }
        try sync.finish()
    }

    @Test func aFolderThatCannotBeSyncedIsAnError() throws {
        let writer = try TreeWriter(rootPath: temporary.url.path)

        #expect(throws: TreeError.self) { try writer.synchronize(["gone"]) }
        #expect(throws: TreeError.self) { try TreeWriter.synchronize(-1, path: "nowhere") }
    }
}
