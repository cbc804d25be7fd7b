internal import Escaping

/// A pod's address, and the URLs that every pod has at the same paths.
///
/// Other pods build them by themselves and never take them from a document.
/// Spec: diaspora* federation protocol, "Routes"; RFC 7033, section 10.1; NodeInfo.
public struct PodAddress: Hashable, Sendable, CustomStringConvertible {
    /// Host, and port where it is not the scheme's own.
    public let authority: String
    /// Whether it is asked by `https`, as all are but pods on trial.
    public let isSecure: Bool

    /// The pod that a person's ID names.
    public init(of id: DiasporaID, isSecure: Bool = true) {
        authority = WebAddress.withoutUsualPort(id.authority, isSecure: isSecure)
        self.isSecure = isSecure
    }

    /// The pod of any of its URLs.
    ///
    /// - Returns: `nil` if this is no URL of `http` or `https`.
    public init?(url: String) {
        guard let address = WebAddress(url) else { return nil }
        self.init(address)
    }

    init(_ address: WebAddress) {
        authority = address.authority
        isSecure = address.isSecure
    }

    /// The pod's own address, with a slash at its end.
    public var url: String { (isSecure ? "https://" : "http://") + authority + "/" }

    public var description: String { url }

    /// Returns whether both are one pod: scheme, host and port are equal, but for a leading `www.`.
    public func isSamePod(as other: PodAddress) -> Bool {
        isSecure == other.isSecure && Self.bare(authority) == Self.bare(other.authority)
    }

    /// Returns whether an ID belongs to this pod.
    public func isPod(of id: DiasporaID) -> Bool {
        isSamePod(as: PodAddress(of: id, isSecure: isSecure))
    }

    private static func bare(_ authority: String) -> Substring {
        authority.hasPrefix("www.") ? authority.dropFirst(4) : authority[...]
    }
}

extension PodAddress {
    public var receivePublic: String { url + "receive/public" }

    public func receive(person guid: GUID) -> String { url + "receive/users/\(guid)" }

    /// Returns the URL of an entity's signed document.
    ///
    /// - Parameter type: In snake case, as in `diaspora://` links: `post`, `comment`.
    public func fetch(_ type: String, _ guid: GUID) -> String { url + "fetch/\(type)/\(guid)" }

    public func hCard(_ guid: GUID) -> String { url + "hcard/users/\(guid)" }

    public func person(_ guid: GUID) -> String { url + "people/\(guid)" }

    public func stream(person guid: GUID) -> String { url + "people/\(guid)/stream" }

    public func profile(_ username: String) -> String {
        url + "u/" + PercentEncoding.beyondASCII.encoded(username)
    }

    public func atomFeed(_ username: String) -> String {
        url + "public/" + PercentEncoding.beyondASCII.encoded(username) + ".atom"
    }

    public func post(_ guid: GUID) -> String { url + "posts/\(guid)" }

    /// Asks for a person. `:` and `@` stay as they are: some pods do not decode them.
    public func webFinger(_ id: DiasporaID) -> String {
        url + ".well-known/webfinger?resource=acct:"
            + PercentEncoding.beyondASCII.encoded(id.username) + "@"
            + id.authority
    }

    public var hostMeta: String { url + ".well-known/host-meta" }

    public var nodeInfoLinks: String { url + ".well-known/nodeinfo" }

    public func nodeInfo(_ version: NodeInfo.Version) -> String {
        url + "nodeinfo/\(version.rawValue)"
    }
}
