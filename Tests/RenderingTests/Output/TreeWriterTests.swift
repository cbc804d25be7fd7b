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

    @Test func aFolderThatCannotBeSyncedIsAnError() throws {
        let writer = try TreeWriter(rootPath: temporary.url.path)

        #expect(throws: TreeError.self) { try writer.synchronize(["gone"]) }
        #expect(throws: TreeError.self) { try TreeWriter.synchronize(-1, path: "nowhere") }
    }
}
