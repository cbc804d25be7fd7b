import Foundation
import TestSupport
import Testing

@testable import Dandelion

@Suite struct FolderStampTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func aFolderThatIsMadeLaterIsSeenWithWhatIsInIt() throws {
        let later = folder.url.appending(path: "site")
        let before = FolderStamp.lines(of: later)

        try FileManager.default.createDirectory(
            at: later.appending(path: "static"), withIntermediateDirectories: true)
        let made = FolderStamp.lines(of: later)
        try Data("x".utf8).write(to: later.appending(path: "static/a.txt"))
        let filled = FolderStamp.lines(of: later)

        #expect(before != made && made != filled)
        #expect(FolderStamp.lines(of: later) == filled)
    }

    @Test func aFileThatChangesOrGoesIsSeen() throws {
        let file = folder.url.appending(path: "a.md")
        try Data("one".utf8).write(to: file)
        let one = FolderStamp.lines(of: folder.url)
        try Data("three".utf8).write(to: file)
        let three = FolderStamp.lines(of: folder.url)
        try FileManager.default.removeItem(at: file)

        #expect(one != three && FolderStamp.lines(of: folder.url) != three)
    }
}
