import Foundation
import TestSupport
import Testing

@testable import PublicTree

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

    @Test func aFileIsReplacedHoweverOftenAndItsOldBytesStayWithWhoeverReadsThem() throws {
        let writer = try TreeWriter(rootPath: temporary.url.path)
        let file = temporary.url.appending(path: "a.txt")
        try writer.stage(OutputFile(path: "a.txt", bytes: Array("0".utf8)))
        try writer.commit()
        let reader = try FileHandle(forReadingFrom: file)
        for number in 1...50 {
            try writer.stage(OutputFile(path: "a.txt", bytes: Array("\(number)".utf8)))
            try writer.commit()
            #expect(try String(contentsOf: file, encoding: .utf8) == "\(number)")
        }
        #expect(try reader.readToEnd() == Data("0".utf8))
    }

    @Test func aLinkAndAPipeAreReplacedAndNotFollowed() throws {
        let other = temporary.url.appending(path: "other.txt")
        try Data("other".utf8).write(to: other)
        let link = temporary.url.appending(path: "a.txt")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: other)
        let pipe = temporary.url.appending(path: "b.txt")
        try #require(mkfifo(pipe.path, 0o600) == 0)

        let writer = try TreeWriter(rootPath: temporary.url.path)
        for path in ["a.txt", "b.txt"] {
            try writer.stage(OutputFile(path: path, bytes: Array("new".utf8)))
        }
        try writer.commit()

        #expect(try String(contentsOf: link, encoding: .utf8) == "new")
        #expect(try String(contentsOf: pipe, encoding: .utf8) == "new")
        #expect(try String(contentsOf: other, encoding: .utf8) == "other")
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
        let folders = try FolderCache(rootPath: temporary.url.path)

        try folders.synchronize(["gone"], mayBeGone: true)
        #expect(throws: TreeError.self) { try folders.synchronize(["gone"]) }
        #expect(throws: TreeError.self) { try FolderCache.synchronize(-1, path: "nowhere") }
    }
}
