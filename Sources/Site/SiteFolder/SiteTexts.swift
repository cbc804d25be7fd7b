internal import Composing
internal import Cryptography
internal import Foundation
internal import Imaging
internal import Markdown
internal import Store
internal import Synchronization
internal import Theming

/// The podmin's own texts in `site/`: `landing.md`, other texts as pages, and `static/` copied as is.
///
/// A text is parsed when the first page asks for it: most changes touch none of them.
struct SiteTexts: Sendable {
    struct Text: Sendable {
        /// The title; empty if the text has none.
        let title: String
        let name: String
        let html: String
        let excerpt: String
        /// The place in the navigation, from 1; nil if it has none.
        let menu: Int?
        /// Warnings about HTML of the source that could not be kept as it was, with file and line.
        let warnings: [String]
    }

    static let maximumStaticBytes = 256 * 1_048_576

    /// Paths without the slash: `about` for `/about`.
    let pages: Set<String>
    let staticFiles: [SiteFolder.StaticFile]
    /// Paths below `static/` that are not copied.
    let leftOut: [String]
    /// The podmin's redirects, and the file they come from.
    let redirects: SiteRedirects
    private let redirectsPath: String
    /// Lines that differ when a text, a picture of one or a static file does.
    let fingerprint: [String]
    /// The pictures that texts show from their folders, by the names of the texts; those of texts that are
    /// not shown are not among them.
    let references: [String: [SitePictureReference]]
    let store: SitePictures
    private let settings: SiteSettings
    private let sources: [String: SiteTextSource]
    private let rendered = SiteTextCache()

    /// - Parameter pictures: The folder of stored pictures.
    /// - Throws: ``SiteError/tooLarge(path:limit:)``, ``SiteError/notUTF8(path:)``,
    ///   ``SiteError/redirects(path:line:reason:)``.
    init(settings: SiteSettings, pictures: URL) throws {
        self.settings = settings
        store = SitePictures(folder: pictures)
        let folder = SiteFolder(settings.siteFolders)
        var sources: [String: SiteTextSource] = [:]
        var references: [String: [SitePictureReference]] = [:]
        var fingerprint: [String] = []
        for (name, place) in folder.texts() where name != "terms" || settings.hasTerms {
            let source = try SiteTextSource(place)
            sources[name] = source
            fingerprint.append(name + " " + SHA256Digest(of: source.text).hexadecimal)
            guard name == Self.landing || !SiteFolder.notPages.contains(name) else { continue }
            let shown = source.pictures(timeZone: settings.timeZone)
            if !shown.isEmpty { references[name] = shown }
            fingerprint += shown.map {
                "picture \(PhotoProcessor.form) \(name) \($0.destination) \($0.stamp)"
            }
        }
        (staticFiles, leftOut) = folder.staticFiles()
        for file in staticFiles where file.bytes > Self.maximumStaticBytes {
            throw SiteError.tooLarge(path: file.url.path, limit: Self.maximumStaticBytes)
        }
        self.sources = sources
        self.references = references
        let file = try folder.redirects()
        redirects = file?.redirects ?? .none
        redirectsPath = file?.path ?? ""
        if let file { fingerprint.append("redirects " + SHA256Digest(of: file.text).hexadecimal) }
        self.fingerprint = fingerprint + staticFiles.map(\.stamp)
        pages = Set(sources.keys).subtracting(SiteFolder.notPages)
    }

    /// Renders the text at the top of the home page; returns `nil` if the podmin wrote none.
    func landing() throws -> Text? { try text(Self.landing) }

    private static let landing = "landing"

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
            // A command that only looks at the pod asks for it too, and takes no picture in.
            guard let text = try textWithoutPictures(name), let place = text.menu else {
                return nil
            }
            return MenuEntry(place: place, url: "/" + name, label: text.name)
        }
    }

    /// Parses every text, so that a mistake in one is known before any page is written.
    ///
    /// - Parameter takesPictures: Takes the pictures of texts in; else only looks whether they are there.
    /// - Throws: ``SiteError/frontMatter(path:reason:)``, ``SiteError/tooMuchMarkup(path:)``,
    ///   ``SiteError/picture(path:line:reason:)``,
    ///   ``SiteError/clash(file:page:)`` for one that has the name of a page of the pod's,
    ///   ``SiteError/redirects(path:line:reason:)`` for an old address where a text or a file stands.
    func check(takesPictures: Bool = true) throws {
        for name in sources.keys.sorted() {
            if pages.contains(name), ReservedNames.isTaken(text: name) {
                throw SiteError.clash(file: sources[name]?.path ?? name, page: "/" + name)
            }
            if takesPictures {
                _ = try text(name)
            } else {
                for reference in references[name] ?? [] { _ = try reference.file() }
                _ = try textWithoutPictures(name)
            }
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
        return try rendered.text(name) {
            try render(source, idPrefix: name, showing: try pictures(of: name))
        }
    }

    /// Renders a text with the descriptions of its pictures in place of the pictures.
    private func textWithoutPictures(_ name: String) throws -> Text? {
        guard references[name] != nil else { return try text(name) }
        return try sources[name].map { try render($0, idPrefix: name, showing: [:]) }
    }

    /// Renders a text; the title comes from the front matter or else from the first heading, and
    /// lines may be wrapped.
    ///
    /// - Parameter pictures: The pictures of the text's folder, by the destinations in the text.
    private func render(
        _ source: SiteTextSource, idPrefix: String, showing pictures: [String: SitePicture]
    ) throws -> Text {
        let frontMatter = try source.frontMatter(timeZone: settings.timeZone)
        let url = settings.url
        let markdown = SiteTextSource.markdown(of: frontMatter)
        let attributes = Dictionary(
            pictures.values.map { ($0.address, $0.attributes) }, uniquingKeysWith: { $1 })
        let rendered = MarkdownRenderer().render(
            Self.text(markdown.text, showing: pictures),
            in: MarkdownContext(
                idPrefix: idPrefix, isTitled: frontMatter.title == nil,
                typography: settings.typography.flatMap(Typography.init(language:)),
                keptHTML: .ofOwn,
                tagPath: SitePath.tag,
                link: { $0.hasPrefix(url) ? "/" + $0.dropFirst(url.count) : $0 },
                image: { attributes[$0] }))
        guard !rendered.isAsWritten else {
            throw SiteError.tooMuchMarkup(path: source.path)
        }
        let title = frontMatter.title.map(PostTitle.shown)
        return Text(
            title: title ?? rendered.title ?? "", name: title ?? rendered.name,
            html: rendered.html, excerpt: rendered.excerpt,
            menu: try Self.menu(of: frontMatter, path: source.path),
            warnings: markdown.notes.map { "\(source.path):\($0.line): \($0.message)" })
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
