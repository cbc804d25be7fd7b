internal import Escaping

/// The page that a browser asks to be led to, after signing in or after a button. Attack 52.
struct AppAddress: Sendable, Equatable {
    private static let usual = AppPath.stream
    private static let maximumBytes = 500

    /// An address of this pod, of a signed-in page, as a path with its query and fragment.
    let address: String

    /// Takes an address as somebody's browser brought it; what leads elsewhere becomes the stream.
    init(_ text: String?) {
        guard let text, text.utf8.count <= Self.maximumBytes,
            AppPath.pages.contains(where: { Self.isBelow($0, text) }),
            text.utf8.allSatisfy({ byte in
                // Nothing that a browser would read as another host or another header.
                byte > 0x20 && byte < 0x7F && !"\\\"<>".utf8.contains(byte)
            })
        else {
            address = Self.usual
            return
        }
        address = text
    }

    private static func isBelow(_ page: String, _ text: String) -> Bool {
        guard text.hasPrefix(page) else { return false }
        let next = text.utf8.dropFirst(page.utf8.count).first
        return next.map { "/?#".utf8.contains($0) } ?? true
    }

    /// The address of the page for signing in that leads back.
    var signInAddress: String {
        guard address != Self.usual else { return AppPath.signIn }
        return AppPath.signIn + "?to=" + PercentEncoding.queryValue.encoded(address)
    }
}
