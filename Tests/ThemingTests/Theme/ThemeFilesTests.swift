import Foundation
import TestSupport
import Testing

@testable import Theming

/// Where the files of a theme come from.
@Suite struct ThemeFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ["default", "almanac"])
    func theThemesOfTheProgramNeedNoFolder(name: String) throws {
        let theme = try load(name, from: [])

        #expect(theme.templates.contains { $0.name == "layout" })
        #expect(theme.assets.contains { $0.name == "style.css" })
    }

    @Test func aFolderOverridesFileByFile() throws {
        try write("own head", to: "default/templates/extra-head.mustache")
        try write("own text", to: "default/assets/notes.txt")
        let standard = try load("default", from: [])

        let theme = try load("default", from: [folder.url])

        let changed = zip(theme.templates, standard.templates).filter { $0.text != $1.text }
        #expect(changed.map(\.0.name) == ["extra-head"] && changed[0].0.text == "own head")
        #expect(theme.assets.map(\.name) == (standard.assets.map(\.name) + ["notes.txt"]).sorted())
        #expect(theme.digest != standard.digest)
    }

    @Test func theFirstFolderThatHasAFileGivesIt() throws {
        try write("one", to: "a/default/templates/extra-head.mustache")
        try write("two", to: "b/default/templates/extra-head.mustache")
        try write("two", to: "b/default/templates/mark.mustache")

        let theme = try load("default", from: ["a", "b"].map { folder.url.appending(path: $0) })

        let texts = Dictionary(uniqueKeysWithValues: theme.templates.map { ($0.name, $0.text) })
        #expect(texts["extra-head"] == "one" && texts["mark"] == "two")
    }

    @Test func aThemeThatIsNowhereIsNamedWithThePlaces() {
        #expect(throws: ThemeError.notFound(name: "none", folders: [folder.url.path])) {
            try load("none", from: [folder.url])
        }
    }

    private func load(_ name: String, from folders: [URL]) throws -> Theme {
        try Theme.load(name, from: folders) { bytes in String(bytes.count) }
    }

    private func write(_ text: String, to name: String) throws {
        let file = folder.url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
