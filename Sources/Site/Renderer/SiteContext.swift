internal import Composing
internal import Cryptography
internal import Foundation
internal import Store
internal import Theming

/// The state that all workers of a build share: the frame of pages, the podmin's texts, the caches.
struct SiteContext: Sendable {
    let settings: SiteSettings
    let frame: SiteFrame
    let texts: SiteTexts
    let databasePath: String
    let connections: SiteConnections
    let imagesFolder: URL
    /// A digest of all that pages depend on beside the database: when it differs from the one of the
    /// last build, everything is built.
    ///
    /// It does not depend on where the files lie: a command that finds the same theme by another path
    /// builds the same pages.
    let fingerprint: String
    let cards: SiteCache<String>
    let entries: SiteCache<[UInt8]>
    let items: SiteCache<[UInt8]>
    /// The hook called before each page is rendered.
    var onPage: (@Sendable (SitePage) throws -> Void)?

    init(settings: SiteSettings, folder: PodFolder) throws {
        self.settings = settings
        for folder in settings.requiredFolders { try folder.check() }
        let theme = try Theme.load(settings.theme, from: settings.themeFolders) { bytes in
            SHA256Digest(of: bytes).hexadecimal
        }
        let words = try Words.load(language: settings.language)
        texts = try SiteTexts(settings: settings, pictures: folder.sitePictures)
        frame = try SiteFrame(
            theme: theme, words: words,
            dates: DateWords(language: settings.language, timeZone: settings.timeZone),
            name: settings.podName, url: settings.url, podmin: settings.podminEmail,
            generator: ProgramVersion.name, sourceURL: settings.sourceURL,
            hasTerms: texts.pages.contains("terms"), hasAbout: texts.pages.contains("about"),
            menu: try texts.menu())
        databasePath = folder.database.path
        connections = SiteConnections(databasePath: databasePath)
        imagesFolder = folder.images
        (cards, entries, items) = Self.caches()
        fingerprint = Self.fingerprint(settings, frame.theme, texts)
    }

    /// Lists the warnings about the theme and the podmin's texts that stop no build, by file and
    /// line.
    func warnings() throws -> [String] { try frame.warnings + texts.warnings() }

    private static func caches() -> (SiteCache<String>, SiteCache<[UInt8]>, SiteCache<[UInt8]>) {
        (
            SiteCache(maximumBytes: 32 << 20) { $0.utf8.count },
            SiteCache(maximumBytes: 24 << 20) { $0.count },
            SiteCache(maximumBytes: 8 << 20) { $0.count }
        )
    }

    /// Whether something of the podmin's own has the place of a page: of an old address, that is, as
    /// no other page can be in their way.
    func isShadowed(_ page: SitePage) -> Bool {
        guard case .redirect(let path) = page else { return false }
        if texts.redirects.target(of: path) != nil { return true }
        let rule = OldAddressRule(site: SiteFolder(settings.siteFolders))
        return rule.objection(to: path) != nil
    }

    private static func fingerprint(
        _ settings: SiteSettings, _ theme: Theme, _ texts: SiteTexts
    ) -> String {
        let timeZone = settings.timeZone.identifier
        var settings = settings
        settings.themeFolders = []
        settings.siteFolders = []
        settings.requiredFolders = []
        settings.adminAccount = nil
        settings.timeZone = .gmt
        var parts = [
            ProgramVersion.name, "\(settings)", timeZone, TextSurroundings.stamp,
            CommentName.version,
        ]
        parts += theme.assets.map(\.path)
        parts.append(theme.digest)
        parts += texts.fingerprint
        return SHA256Digest(of: parts.joined(separator: "\n")).hexadecimal
    }
}
