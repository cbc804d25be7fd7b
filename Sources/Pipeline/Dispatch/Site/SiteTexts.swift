internal import Cryptography
internal import Foundation
internal import Rendering
internal import Synchronization

/// What the podmin writes in `site/`: `landing.md`, other texts as pages, and `static/` copied as is.
///
/// A text is parsed when the first page asks for it: most changes touch none of them.
struct SiteTexts: Sendable {
    struct Text: Sendable {
        /// Empty if the text has none.
        let title: String
        let name: String
        let html: String
        let excerpt: String
    }

    private struct Source: Sendable {
        let text: String
        let file: URL
    }

    static let maximumTextBytes = 1_048_576
    static let maximumStaticBytes = 256 * 1_048_576

    /// Paths without the slash: `about` for `/about`.
    let pages: Set<String>
    let staticFiles: [SiteFolder.StaticFile]
    /// Paths below `static/` that are not copied.
    let leftOut: [String]
    /// Lines that differ when a text or a static file does.
    let fingerprint: [String]
    private let settings: SiteSettings
    private let sources: [String: Source]
    private let rendered = SiteTextCache()

    /// - Throws: ``SiteError/tooLarge(path:limit:)``, ``SiteError/notUTF8(path:)``.
    init(settings: SiteSettings) throws {
        self.settings = settings
        let folder = SiteFolder(settings.siteFolder)
        var sources: [String: Source] = [:]
        var fingerprint: [String] = []
        for (name, url) in folder.texts() where name != "terms" || settings.hasTerms {
            let source = try Self.text(url)
            sources[name] = Source(text: source, file: url)
            fingerprint.append(name + " " + SHA256Digest(of: source).hexadecimal)
        }
        (staticFiles, leftOut) = folder.staticFiles()
        for file in staticFiles where file.bytes > Self.maximumStaticBytes {
            throw SiteError.tooLarge(path: file.url.path, limit: Self.maximumStaticBytes)
        }
        self.sources = sources
        self.fingerprint = fingerprint + staticFiles.map(\.stamp)
        pages = Set(sources.keys).subtracting(SiteFolder.notPages)
    }

    /// What the home page begins with; `nil` if the podmin wrote nothing.
    func landing() throws -> Text? { try text("landing") }

    func page(_ name: String) throws -> Text? {
        pages.contains(name) ? try text(name) : nil
    }

    /// Parses every text, so that a mistake in one is known before any page is written.
    ///
    /// - Throws: ``SiteError/frontMatter(path:reason:)``, ``SiteError/tooMuchMarkup(path:)``.
    func check() throws {
        for name in sources.keys.sorted() { _ = try text(name) }
    }

    private func text(_ name: String) throws -> Text? {
        guard let source = sources[name] else { return nil }
        return try rendered.text(name) { try render(source, idPrefix: name) }
    }

    /// Front matter may give the title; else it is the first heading. Lines may be wrapped.
    private func render(_ source: Source, idPrefix: String) throws -> Text {
        let frontMatter: FrontMatter
        do {
            frontMatter = try FrontMatter.parse(source.text, timeZone: settings.timeZone)
        } catch {
            throw SiteError.frontMatter(path: source.file.path, reason: "\(error)")
        }
        let url = settings.url
        let rendered = MarkdownRenderer().render(
            ImportedText.unwrapped(frontMatter.body),
            in: MarkdownContext(
                idPrefix: idPrefix, isTitled: frontMatter.title == nil, tagPath: SitePath.tag,
                link: { $0.hasPrefix(url) ? "/" + $0.dropFirst(url.count) : $0 }))
        guard !rendered.isAsWritten else {
            throw SiteError.tooMuchMarkup(path: source.file.path)
        }
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
}

/// The texts of one build that were parsed already.
private final class SiteTextCache: Sendable {
    private let texts = Mutex<[String: SiteTexts.Text]>([:])

    func text(_ name: String, make: () throws -> SiteTexts.Text) rethrows -> SiteTexts.Text {
        if let known = texts.withLock({ $0[name] }) { return known }
        let text = try make()
        texts.withLock { $0[name] = text }
        return text
    }
}
