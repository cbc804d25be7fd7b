internal import Cryptography
internal import Foundation
internal import Rendering
internal import Store

/// What all workers of one build share: the frame of pages, the podmin's texts, the caches.
struct SiteContext: Sendable {
    let settings: SiteSettings
    let frame: SiteFrame
    let texts: SiteTexts
    let databasePath: String
    let imagesFolder: URL
    let cards: SiteCache<String>
    let entries: SiteCache<[UInt8]>
    let items: SiteCache<[UInt8]>

    init(settings: SiteSettings, folder: PodFolder) throws {
        self.settings = settings
        let theme = try Theme.load(settings.theme, from: settings.themeFolders) { bytes in
            SHA256Digest(of: bytes).hexadecimal
        }
        let words = try Words.load(language: settings.language)
        texts = try SiteTexts(folder: settings.siteFolder, words: words, settings: settings)
        frame = try SiteFrame(
            theme: theme, words: words,
            dates: DateWords(language: settings.language, timeZone: settings.timeZone),
            name: settings.podName, url: settings.url, podmin: settings.podminEmail,
            generator: ProgramVersion.name, sourceURL: settings.sourceURL,
            hasTerms: texts.pages["terms"] != nil, hasAbout: texts.pages["about"] != nil)
        databasePath = folder.database.path
        imagesFolder = folder.images
        cards = SiteCache(maximumBytes: 32 << 20) { $0.utf8.count }
        entries = SiteCache(maximumBytes: 24 << 20) { $0.count }
        items = SiteCache(maximumBytes: 8 << 20) { $0.count }
    }

    /// A digest of all that pages depend on beside the database: when it differs from the one of the
    /// last build, everything is built.
    func fingerprint() -> String {
        var parts = [ProgramVersion.name, "\(settings)", PostRenderer.version]
        parts += frame.theme.assets.map(\.path)
        parts.append(frame.theme.digest)
        parts += texts.fingerprint
        return SHA256Digest(of: parts.joined(separator: "\n")).hexadecimal
    }
}
