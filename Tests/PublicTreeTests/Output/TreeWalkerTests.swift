import Foundation
import TestSupport
import Testing

@testable import PublicTree

@Suite struct TreeWalkerTests {
    private let temporary: TemporaryFolder
    private let root: URL
    private let staging: URL

    init() throws {
        temporary = try TemporaryFolder()
        root = temporary.url.appending(path: "public")
        staging = root.appending(path: ".new")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    @Test func whatAStoppedWriterLeftIsRemoved() throws {
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        for name in ["1-1", "1-2"] {
            try Data("half".utf8).write(to: staging.appending(path: name))
        }

        TreeWalker(rootPath: root.path).removeStaging()

        #expect(try FileManager.default.contentsOfDirectory(atPath: staging.path) == [])
    }

    @Test func attack31APlantedStagingFolderIsNotEmptied() throws {
        let outside = temporary.url.appending(path: "letters")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        try Data("kept".utf8).write(to: outside.appending(path: "letter"))
        try FileManager.default.createSymbolicLink(at: staging, withDestinationURL: outside)

        TreeWalker(rootPath: root.path).removeStaging()

        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["letter"])
        #expect(throws: TreeError.self) { try TreeWriter(rootPath: root.path) }
    }

    @Test func attack31ALinkAmongStagedFilesGoesWithoutWhatItLeadsTo() throws {
        let letter = temporary.url.appending(path: "letter")
        try Data("kept".utf8).write(to: letter)
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: staging.appending(path: "1-1"), withDestinationURL: letter)

        TreeWalker(rootPath: root.path).removeStaging()

        #expect(try FileManager.default.contentsOfDirectory(atPath: staging.path) == [])
        #expect(try Data(contentsOf: letter) == Data("kept".utf8))
    }
}
