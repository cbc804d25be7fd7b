import Foundation
import TestSupport
import Testing

@testable import Theming

/// The colours and the type that a theme gives to the signed-in pages.
struct ThemeTokensTests {
    @Test func aThemeHasItsOwnOrThoseOfTheOneItExtends() throws {
        let folder = try TemporaryFolder()
        try write("contract = 1\nname = \"Own\"\n", "own/theme.toml", in: folder)
        try write(":root { --paper: red; }\n", "own/assets/tokens.css", in: folder)
        try write(
            "contract = 1\nname = \"Child\"\nextends = \"own\"\n", "child/theme.toml", in: folder)
        try write("contract = 1\nname = \"Plain\"\n", "plain/theme.toml", in: folder)

        let own = try Theme.tokens("own", from: [folder.url])
        #expect(String(decoding: own, as: UTF8.self) == ":root { --paper: red; }\n")
        #expect(try Theme.tokens("child", from: [folder.url]) == own)
        let standard = try #require(StandardFiles.bytes("themes/default/assets/tokens.css"))
        #expect(try Theme.tokens("plain", from: [folder.url]) == standard)
        #expect(throws: ThemeError.self) { try Theme.tokens("missing", from: [folder.url]) }
    }

    @Test func theStylesheetBeginsWithThem() throws {
        let theme = try Theme.load("almanac", from: []) { _ in "0123456789abcdef" }
        let style = try #require(theme.assets.first { $0.name == "style.css" })
        let tokens = try Theme.tokens("almanac", from: [])

        #expect(style.bytes.starts(with: tokens))
        #expect(!theme.assets.contains { $0.name == "tokens.css" })
    }

    private func write(_ text: String, _ path: String, in folder: TemporaryFolder) throws {
        let file = folder.url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
