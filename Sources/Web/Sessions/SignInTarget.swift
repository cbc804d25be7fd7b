internal import Escaping

/// The page that somebody wanted to see before they signed in. Attack 52.
struct SignInTarget: Sendable, Equatable {
    static let usual = AppPath.stream
    private static let maximumBytes = 500

    /// An address of this pod, of a signed-in page.
    let address: String

    /// Takes an address as somebody's browser brought it; what leads elsewhere becomes the stream.
    init(_ text: String?) {
        guard let text, text.utf8.count <= Self.maximumBytes,
            text == AppPath.stream || text.hasPrefix(AppPath.stream + "?")
                || text.hasPrefix(AppPath.stream + "/") || text == AppPath.composer,
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

    /// The address of the page for signing in that leads back.
    var signInAddress: String {
        guard address != Self.usual else { return AppPath.signIn }
        return AppPath.signIn + "?to=" + PercentEncoding.queryValue.encoded(address)
    }
}
