import Foundation
import TestSupport
import Testing

@testable import PublicTree

/// A twin is its file's, whatever happens to the file while the twin is made.
@Suite struct TwinMakerTests {
    private let temporary: TemporaryFolder
    private let root: URL

    init() throws {
        temporary = try TemporaryFolder()
        root = temporary.url.appending(path: "public")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    @Test func twinsHoldTheirFile() throws {
        try write("a/page.html", "words")
        let maker = try TwinMaker(rootPath: root.path)

        try maker.stage("a/page.html")
        #expect(maker.hasStaged && !exists("a/page.html.gz") && !exists("a/page.html.br"))
        try place(maker)

        #expect(maker.left == [])
        #expect(try faults(of: "a/page.html", "words") == [])
        #expect(try staged() == [])
    }

    @Test func aFileThatIsReplacedMeanwhileGetsNoTwinsOfTheOldOne() throws {
        try write("page.html", "old")
        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("page.html")
        try write("page.html", "new")

        try place(maker)

        #expect(maker.left == ["page.html"])
        #expect(!exists("page.html.gz") && !exists("page.html.br"))
        #expect(try staged() == [])
        let next = try TwinMaker(rootPath: root.path)
        try next.stage("page.html")
        try place(next)
        #expect(try faults(of: "page.html", "new") == [])
    }

    @Test func aFileThatBecameShortGetsNoTwins() throws {
        try Data(Self.bytes("x").prefix(OutputFile.largestWithoutTwins + 1))
            .write(to: root.appending(path: "long.html"))
        try Data(Self.bytes("x").prefix(OutputFile.largestWithoutTwins))
            .write(to: root.appending(path: "short.html"))
        let maker = try TwinMaker(rootPath: root.path)

        try maker.stage("long.html")
        try maker.stage("short.html")
        try place(maker)

        #expect(maker.left == [])
        #expect(exists("long.html.gz") && exists("long.html.br"))
        #expect(!exists("short.html.gz") && !exists("short.html.br"))
    }

    @Test func aFileThatIsReplacedByTheSameBytesIsAnother() throws {
        try write("page.html", "words")
        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("page.html")
        try FileManager.default.removeItem(at: root.appending(path: "page.html"))
        try write("page.html", "words")

        try place(maker)

        #expect(maker.left == ["page.html"])
    }

    @Test func aFileThatIsRemovedMeanwhileLeavesNoTwin() throws {
        try write("posts/page.html", "secret")
        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("posts/page.html")
        try TreeWriter(rootPath: root.path).remove("posts/page.html")

        try place(maker)

        #expect(!exists("posts"))
        #expect(try staged() == [])
    }

    @Test func aFileThatIsGoneOrHasItsTwinsIsDone() throws {
        try write("page.html", "words")
        let first = try TwinMaker(rootPath: root.path)
        try first.stage("page.html")
        try place(first)
        let stamp = try FileManager.default.attributesOfItem(atPath: path("page.html.br"))
        let maker = try TwinMaker(rootPath: root.path)

        for path in ["page.html", "gone.html", "gone/page.html", "page.html/index.html"] {
            try maker.stage(path)
        }

        #expect(!maker.hasStaged && maker.left == [])
        let now = try FileManager.default.attributesOfItem(atPath: path("page.html.br"))
        #expect(now[.systemFileNumber] as? Int == stamp[.systemFileNumber] as? Int)
    }

    @Test func aPipeAFolderAndALinkHaveNoTwins() throws {
        let letter = temporary.url.appending(path: "letter")
        try Data(Self.bytes("private")).write(to: letter)
        try FileManager.default.createSymbolicLink(
            at: root.appending(path: "link.html"), withDestinationURL: letter)
        try #require(mkfifo(path("pipe.html"), 0o600) == 0)
        try FileManager.default.createDirectory(
            at: root.appending(path: "folder.html"), withIntermediateDirectories: true)
        let maker = try TwinMaker(rootPath: root.path)

        for path in ["link.html", "pipe.html", "folder.html"] { try maker.stage(path) }

        #expect(!maker.hasStaged && maker.left == [])
    }

    @Test func aTwinThatCannotHaveItsPlaceHoldsUpNoOther() throws {
        try write("a.html", "one")
        try write("b.html", "two")
        try FileManager.default.createDirectory(
            at: root.appending(path: "a.html.gz"), withIntermediateDirectories: true)
        let maker = try TwinMaker(rootPath: root.path)
        for path in ["a.html", "b.html"] { try maker.stage(path) }

        try place(maker)

        #expect(maker.left == ["a.html"])
        #expect(try faults(of: "b.html", "two") == [])
        #expect(try staged() == [])
        #expect(throws: TreeError.self) { try maker.check() }
    }

    @Test func someArePlacedAtATime() throws {
        let names = (1...5).map { "\($0).html" }
        for name in names { try write(name, name) }
        let maker = try TwinMaker(rootPath: root.path)
        for name in names { try maker.stage(name) }
        try maker.synchronize()

        #expect(maker.place(2))
        #expect(exists("2.html.br") && !exists("3.html.gz"))
        #expect(maker.place(2))
        #expect(!maker.place(2))
        for name in names { #expect(try faults(of: name, name) == []) }
    }

    @Test func whatIsGivenUpLeavesNothing() throws {
        try write("page.html", "words")
        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("page.html")

        maker.abandon()

        #expect(!maker.hasStaged)
        #expect(try staged() == [])
    }

    // MARK: - The writer

    @Test func aWriterNamesTheFilesThatLackTwins() throws {
        let writer = try TreeWriter(rootPath: root.path)
        try writer.stage(OutputFile(path: "page.html", bytes: Self.bytes("words")))
        try writer.stage(OutputFile(path: "small.html", bytes: Array("small".utf8)))
        try writer.stage(OutputFile(path: "photo.png", bytes: Self.bytes("picture")))
        #expect(writer.takeTwinless() == ["page.html"])
        try writer.commit()

        // Whoever put it in place may have been killed before it could say so.
        try writer.stage(OutputFile(path: "page.html", bytes: Self.bytes("words")))
        #expect(writer.staged.isEmpty)
        #expect(writer.takeTwinless() == ["page.html"])

        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("page.html")
        try place(maker)
        try writer.stage(OutputFile(path: "page.html", bytes: Self.bytes("words")))
        #expect(writer.takeTwinless() == [])
        try writer.commit()
        #expect(exists("page.html.gz") && exists("page.html.br"))
    }

    @Test func aFreshTreeIsNamedWhole() throws {
        let writer = try TreeWriter(rootPath: root.path, isFresh: true)
        for name in ["a.html", "b/c.html"] {
            try writer.stage(OutputFile(path: name, bytes: Self.bytes(name)))
        }
        #expect(writer.takeTwinless() == ["a.html", "b/c.html"])
    }

    // MARK: - What is left behind

    @Test func aWriterLeavesTwinsAloneThatAreBeingMade() throws {
        try write("page.html", "words")
        let maker = try TwinMaker(rootPath: root.path)
        try maker.stage("page.html")

        TreeWalker(rootPath: root.path).removeStaging()

        try place(maker)
        #expect(try faults(of: "page.html", "words") == [])
    }

    @Test func whoeverIsAloneRemovesWhatDeadOnesLeft() throws {
        try write("page.html", "words")
        let lock = temporary.url.appending(path: "public.twins").path
        let maker = try TwinMaker(rootPath: root.path)
        do {
            let one = try TwinStaging(path: lock, rootPath: root.path)
            try maker.stage("page.html")
            let other = try TwinStaging(path: lock, rootPath: root.path)
            #expect(try staged().count == 2)
            withExtendedLifetime((one, other)) {}
        }

        _ = try TwinStaging(path: lock, rootPath: root.path)

        #expect(try staged() == [])
    }

    // MARK: -

    private static func bytes(_ words: String) -> [UInt8] {
        Array(String(repeating: words + " and the same again ", count: 100).utf8)
    }

    private func write(_ path: String, _ words: String) throws {
        let writer = try TreeWriter(rootPath: root.path)
        try writer.stage(OutputFile(path: path, bytes: Self.bytes(words)))
        try writer.commit()
    }

    private func place(_ maker: TwinMaker) throws {
        try maker.synchronize()
        #expect(!maker.place(100))
        try maker.finish()
    }

    private func path(_ name: String) -> String { root.appending(path: name).path }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    private func staged() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(".new"))
    }

    /// Compares a file and its twins with what they should hold.
    private func faults(of name: String, _ words: String) throws -> [String] {
        let bytes = Self.bytes(words)
        let wanted: [(String, [UInt8]?)] = [
            ("", bytes), (".gz", Gzip().compress(bytes)), (".br", Brotli.compress(bytes)),
        ]
        return try wanted.compactMap { suffix, wanted in
            let found = try Data(contentsOf: root.appending(path: name + suffix))
            return wanted.map { found == Data($0) } == true ? nil : name + suffix
        }
    }
}
