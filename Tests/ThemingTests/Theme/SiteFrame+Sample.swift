import Foundation
import TestSupport

@testable import Theming

extension SiteFrame {
    /// A site with a theme of the program, whose files those of the folders replace.
    static func sample(theme name: String, folders: [URL] = []) throws -> SiteFrame {
        let theme = try Theme.load(name, from: folders) { bytes in String(bytes.count) }
        return try SiteFrame(
            theme: theme, words: Words.load(language: "en"),
            dates: DateWords(language: "en", timeZone: .gmt), name: "Moss & Stone",
            url: "https://pod.example/", podmin: "", generator: "Dandelion", sourceURL: "",
            hasTerms: true, hasAbout: false)
    }
}

extension TemporaryFolder {
    /// Writes a template that takes the place of one of the default theme's.
    ///
    /// - Returns: Its path.
    @discardableResult
    func write(_ text: String, template: String) throws -> String {
        let templates = url.appending(path: "default/templates")
        try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
        let file = templates.appending(path: template + ".mustache")
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
