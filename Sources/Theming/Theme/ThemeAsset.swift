/// A file of a theme's `assets/` as the tree publishes it.
public struct ThemeAsset: Sendable, Equatable {
    /// The path relative to `assets/`.
    public let name: String
    /// The path relative to the tree's root: `assets/NAME-HASH.EXT`, or the unhashed name if that
    /// is kept.
    public let path: String
    public let bytes: [UInt8]

    /// The name in templates: `style.css` is `style_css`.
    var key: String { String(name.map { $0 == "." || $0 == "/" || $0 == "-" ? "_" : $0 }) }

    /// The picture of people without one, whose address other pods know: its name is never hashed.
    static let defaultAvatar = "user/default.png"
    /// The icon that browsers request without a link.
    static let favicon = "favicon.ico"

    init(name: String, bytes: [UInt8], digest: ([UInt8]) -> String) {
        self.name = name
        self.bytes = bytes
        switch name {
        case Self.defaultAvatar: path = "assets/" + name
        case Self.favicon: path = name
        default:
            let hash = String(digest(bytes).prefix(10))
            if let dot = name.lastIndex(of: "."), dot != name.startIndex {
                path = "assets/\(name[..<dot])-\(hash)\(name[dot...])"
            } else {
                path = "assets/\(name)-\(hash)"
            }
        }
    }
}
