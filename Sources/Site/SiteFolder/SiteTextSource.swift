internal import Composing
internal import Foundation
internal import Markdown
internal import Store
internal import Theming

/// A text of `site/` as the podmin wrote it.
struct SiteTextSource: Sendable {
    static let maximumBytes = 1_048_576

    let text: String
    /// The path shown in messages.
    let path: String
    /// The folder of the text's file; `nil` for a text inside the program.
    private let folder: URL?

    /// Reads a text of the site.
    ///
    /// - Throws: ``SiteError/tooLarge(path:limit:)``, ``SiteError/notUTF8(path:)``.
    init(_ place: SiteFolder.TextSource) throws {
        switch place {
        case .standard(let name):
            let path = "site/\(name).md"
            text = String(decoding: StandardFiles.bytes(path) ?? [], as: UTF8.self)
            self.path = path + " inside the program"
            folder = nil
        case .file(let url):
            let data = try Data(contentsOf: url)
            guard data.count <= Self.maximumBytes else {
                throw SiteError.tooLarge(path: url.path, limit: Self.maximumBytes)
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw SiteError.notUTF8(path: url.path)
            }
            self.text = text
            path = url.path
            folder = url.deletingLastPathComponent()
        }
    }

    /// Parses the front matter of the text.
    ///
    /// - Throws: ``SiteError/frontMatter(path:reason:)``.
    func frontMatter(timeZone: TimeZone) throws -> FrontMatter {
        do {
            return try FrontMatter.parse(text, timeZone: timeZone)
        } catch {
            throw SiteError.frontMatter(path: path, reason: "\(error)")
        }
    }

    /// Lists the pictures that the text shows from its folder.
    ///
    /// A text that cannot be parsed has none; what is wrong is said when it is shown.
    func pictures(timeZone: TimeZone) -> [SitePictureReference] {
        // Most texts have none, and need not be parsed.
        guard text.contains("![") || text.range(of: "<img", options: .caseInsensitive) != nil,
            let frontMatter = try? frontMatter(timeZone: timeZone)
        else { return [] }
        return TextPictures.destinations(in: Self.markdown(of: frontMatter).text).map {
            SitePictureReference($0, in: text, path: path, folder: folder)
        }
    }

    /// Converts HTML and joins wrapped lines.
    static func markdown(of frontMatter: FrontMatter) -> (text: String, notes: [ImportNote]) {
        let converted = ImportedText.withoutForeignHTML(
            frontMatter.body, firstLine: frontMatter.bodyLine, keepsBreaks: false)
        return (ImportedText.unwrapped(converted.markdown), converted.notes)
    }
}
