internal import Composing
internal import Cryptography
internal import Theming

/// The one stylesheet of the signed-in pages: the theme's tokens of colour and type, then the pages' own rules.
struct AppStyle: Sendable {
    /// The path, with a digest of the content, so that browsers may keep it for good.
    let path: String
    let bytes: [UInt8]

    /// - Throws: ``ThemeError``.
    init(settings: SiteSettings) throws {
        let tokens = try Theme.tokens(settings.theme, from: settings.themeFolders)
        bytes = tokens + PackageResources.app_css
        path = "/app/app-\(SHA256Digest(of: bytes).hexadecimal.prefix(10)).css"
    }
}
