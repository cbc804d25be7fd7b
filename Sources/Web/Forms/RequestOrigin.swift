internal import HTTPTypes
internal import Hummingbird

/// The site whose page sent a request, as browsers tell it. Attack 52.
///
/// Spec: W3C, "Fetch Metadata Request Headers"; RFC 6454, section 7.
struct RequestOrigin: Sendable {
    /// The origin of the pod: scheme, host, and the port if it is not the usual one.
    private let own: String

    /// - Parameter url: That of the pod.
    init(url: String) {
        own = Self.origin(of: url)
    }

    /// Returns whether a page of this pod sent the request. One that tells neither header did not come from a page.
    func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        return request.headers[.origin] == own
    }

    private static func origin(of url: String) -> String {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }
}
