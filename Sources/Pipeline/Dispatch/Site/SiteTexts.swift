internal import Cryptography
internal import Foundation
internal import Rendering
internal import Synchronization

/// The podmin's own texts in `site/`: `landing.md`, other texts as pages, and `static/` copied as is.
///
/// A text is parsed when the first page asks for it: most changes touch none of them.
struct SiteTexts: Sendable {
    struct Text: Sendable {
        /// Empty if the text has none.
        let title: String
        let name: String
        let html: String
        let excerpt: String
        /// The place in the navigation, from 1; nil if it has none.
        let menu: Int?
        /// Warnings about HTML of the source that could not be kept as it was, with file and line.
        let warnings: [String]
    }

    private struct Source: Sendable {
        let text: String
        /// For messages.
        let path: String
    }

    static let maximumTextBytes = 1_048_576
    static let maximumStaticBytes = 256 * 1_048_576

    /// Paths without the slash: `about` for `/about`.
    let pages: Set<String>
    let staticFiles: [SiteFolder.StaticFile]
    /// Paths below `static/` that are not copied.
    let leftOut: [String]
    /// The podmin's redirects, and the file they come from.
    let redirects: SiteRedirects
    private let redirectsPath: String
    /// Lines that differ when a text or a static file does.
    let fingerprint: [String]
    private let settings: SiteSettings
    private let sources: [String: Source]
    private let rendered = SiteTextCache()

    /// - Throws: ``SiteError/tooLarge(path:limit:)``, ``SiteError/notUTF8(path:)``,
    ///   ``SiteError/redirects(path:line:reason:)``.
    init(settings: SiteSettings) throws {
        self.settings = settings
        let folder = SiteFolder(settings.siteFolders)
        var sources: [String: Source] = [:]
        var fingerprint: [String] = []
        for (name, place) in folder.texts() where name != "terms" || settings.hasTerms {
            let source = try Self.source(place)
            sources[name] = source
            fingerprint.append(name + " " + SHA256Digest(of: source.text).hexadecimal)
        }
        (staticFiles, leftOut) = folder.staticFiles()
        for file in staticFiles where file.bytes > Self.maximumStaticBytes {
            throw SiteError.tooLarge(path: file.url.path, limit: Self.maximumStaticBytes)
        }
        self.sources = sources
        let file = try folder.redirects()
        redirects = file?.redirects ?? .none
        redirectsPath = file?.path ?? ""
        if let file { fingerprint.append("redirects " + SHA256Digest(of: file.text).hexadecimal) }
        self.fingerprint = fingerprint + staticFiles.map(\.stamp)
        pages = Set(sources.keys).subtracting(SiteFolder.notPages)
    }

    /// The beginning of the home page; `nil` if the podmin wrote none.
    func landing() throws -> Text? { try text("landing") }

    func page(_ name: String) throws -> Text? {
        pages.contains(name) ? try text(name) : nil
    }

    /// Lists the pages whose front matter puts them into the navigation, with their places in it.
    ///
    /// - Throws: ``SiteError/frontMatter(path:reason:)`` for a place that is no number from 1 to 99.
    func menu() throws -> [MenuEntry] {
        // Most texts say nothing of it, and need not be parsed.
        try pages.sorted().filter { sources[$0]?.text.contains("menu") == true }.compactMap {
            name in
            guard let text = try text(name), let place = text.menu else { return nil }
            return MenuEntry(place: place, url: "/" + name, label: text.name)
        }
    }

    /// Parses every text, so that a mistake in one is known before any page is written.
    ///
    /// - Throws: ``SiteError/frontMatter(path:reason:)``, ``SiteError/tooMuchMarkup(path:)``,
    ///   ``SiteError/clash(file:page:)`` for one that has the name of a page of the pod's,
    ///   ``SiteError/redirects(path:line:reason:)`` for an old address where a text or a file stands.
    func check() throws {
        for name in sources.keys.sorted() {
            if pages.contains(name), ReservedNames.isTaken(text: name) {
                throw SiteError.clash(file: sources[name]?.path ?? name, page: "/" + name)
            }
            _ = try text(name)
        }
        let rule = OldAddressRule(site: SiteFolder(settings.siteFolders))
        for entry in redirects.entries {
            guard let objection = rule.objection(to: entry.path) else { continue }
            throw SiteError.redirects(
                path: redirectsPath, line: entry.line,
                reason: "\(entry.path) cannot be sent on: \(objection)")
        }
    }

    /// Lists what texts have of HTML and cannot keep as it was, with file and line.
    func warnings() throws -> [String] {
        try sources.keys.sorted().flatMap { try text($0)?.warnings ?? [] }
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
            throw SiteError.frontMatter(path: source.path, reason: "\(error)")
        }
        let url = settings.url
        let converted = ImportedText.withoutForeignHTML(
            frontMatter.body, firstLine: frontMatter.bodyLine, keepsBreaks: false)
        let rendered = MarkdownRenderer().render(
            ImportedText.unwrapped(converted.markdown),
            in: MarkdownContext(
                idPrefix: idPrefix, isTitled: frontMatter.title == nil,
                typography: settings.typography.flatMap(Typography.init(language:)),
                keptHTML: .ofOwn,
                tagPath: SitePath.tag,
                link: { $0.hasPrefix(url) ? "/" + $0.dropFirst(url.count) : $0 }))
        guard !rendered.isAsWritten else {
            throw SiteError.tooMuchMarkup(path: source.path)
        }
        let title = frontMatter.title.map(PostTitle.shown)
        return Text(
            title: title ?? rendered.title ?? "", name: title ?? rendered.name,
            html: rendered.html, excerpt: rendered.excerpt,
            menu: try Self.menu(of: frontMatter, path: source.path),
            warnings: converted.notes.map { "\(source.path):\($0.line): \($0.message)" })
    }

    private static func menu(of frontMatter: FrontMatter, path: String) throws -> Int? {
        guard let entry = frontMatter.unused.first(where: { $0.key == "menu" }) else { return nil }
        guard case .literal(let digits) = entry.value, let place = Int(digits),
            (1...99).contains(place)
        else {
            throw SiteError.frontMatter(
                path: path, reason: "line \(entry.line): menu is a number from 1 to 99")
        }
        return place
    }

    private static func source(_ place: SiteFolder.TextSource) throws -> Source {
        switch place {
        case .standard(let name):
            let path = "site/\(name).md"
            let bytes = StandardFiles.bytes(path) ?? []
            return Source(
                text: String(decoding: bytes, as: UTF8.self), path: path + " inside the program")
        case .file(let url):
            let data = try Data(contentsOf: url)
            guard data.count <= maximumTextBytes else {
                throw SiteError.tooLarge(path: url.path, limit: maximumTextBytes)
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw SiteError.notUTF8(path: url.path)
            }
            return Source(text: text, path: url.path)
        }
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
