internal import Cryptography
internal import Foundation
internal import Rendering

/// What the podmin writes in `site/`: `landing.md`, other texts as pages, and `static/` copied as is.
struct SiteTexts: Sendable {
    struct Text: Sendable {
        /// Empty if the text has none.
        let title: String
        let name: String
        let html: String
        let excerpt: String
    }

    static let maximumTextBytes = 1_048_576
    static let maximumStaticBytes = 256 * 1_048_576
    /// Files that come with the folder and are no pages.
    private static let notPages: Set<String> = ["landing", "README"]

    let landing: Text?
    /// By path without the slash: `about` for `/about`.
    let pages: [String: Text]
    /// Paths below `static/`, each with its file.
    let staticFiles: [(path: String, url: URL)]
    let fingerprint: [String]

    init(folder: URL?, words: Words, settings: SiteSettings) throws {
        var pages: [String: Text] = [:]
        var landing: Text?
        var fingerprint: [String] = []
        var staticFiles: [(String, URL)] = []
        for (name, url) in Self.files(folder) where name.hasSuffix(".md") && !name.contains("/") {
            let page = String(name.dropLast(3))
            guard page != "terms" || settings.hasTerms else { continue }
            let source = try Self.text(url)
            fingerprint.append(name + SHA256Digest(of: source).hexadecimal)
            let text = try Self.render(source, file: url, idPrefix: page, settings: settings)
            if page == "landing" { landing = text }
            if !Self.notPages.contains(page) { pages[page] = text }
        }
        for (name, url) in Self.files(folder?.appending(path: "static")) {
            let bytes = try Data(contentsOf: url)
            guard bytes.count <= Self.maximumStaticBytes else {
                throw SiteError.tooLarge(path: url.path, limit: Self.maximumStaticBytes)
            }
            fingerprint.append(name + SHA256Digest(of: bytes).hexadecimal)
            staticFiles.append((name, url))
        }
        self.landing = landing
        self.pages = pages
        self.staticFiles = staticFiles
        self.fingerprint = fingerprint
    }

    /// Front matter may give the title; else it is the first heading. Lines may be wrapped.
    private static func render(
        _ source: String, file: URL, idPrefix: String, settings: SiteSettings
    ) throws -> Text {
        let frontMatter: FrontMatter
        do {
            frontMatter = try FrontMatter.parse(source, timeZone: settings.timeZone)
        } catch {
            throw SiteError.frontMatter(path: file.path, reason: "\(error)")
        }
        let url = settings.url
        let rendered = MarkdownRenderer().render(
            ImportedText.unwrapped(frontMatter.body),
            in: MarkdownContext(
                idPrefix: idPrefix, isTitled: frontMatter.title == nil, tagPath: SitePath.tag,
                link: { $0.hasPrefix(url) ? "/" + $0.dropFirst(url.count) : $0 }))
        return Text(
            title: frontMatter.title ?? rendered.title ?? "",
            name: frontMatter.title ?? rendered.name,
            html: rendered.html, excerpt: rendered.excerpt)
    }

    private static func text(_ url: URL) throws -> String {
        let data = try Data(contentsOf: url)
        guard data.count <= maximumTextBytes else {
            throw SiteError.tooLarge(path: url.path, limit: maximumTextBytes)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SiteError.notUTF8(path: url.path)
        }
        return text
    }

    private static func files(_ folder: URL?) -> [(name: String, url: URL)] {
        guard let folder,
            let walk = FileManager.default.enumerator(
                at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        var found: [(String, URL)] = []
        let prefix = folder.standardizedFileURL.path + "/"
        for case let file as URL in walk {
            // A file that is gone again is no file of the site.
            let type = try? file.resourceValues(forKeys: [.isRegularFileKey])
            guard type?.isRegularFile == true else { continue }
            let name = String(file.standardizedFileURL.path.dropFirst(prefix.count))
            if name.hasPrefix(".") || name.hasSuffix("~") { continue }
            found.append((name, file))
        }
        return found.sorted { $0.0 < $1.0 }
    }
}
