/// A pod as it is blocked: one name for all the ways to write where its people are.
///
/// Host in the one form in which IDs have it, and port where it is not a usual one; without a leading `www.`,
/// as in ``PodAddress/isSamePod(as:)``. A host without a port stands for that host on every port.
public struct PodName: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Names the pod of an ID or of an address.
    ///
    /// - Parameter authority: Canonical, as IDs have it.
    public init(authority: String) {
        var name = authority[...]
        for port in [":443", ":80"] where name.hasSuffix(port) { name = name.dropLast(port.count) }
        if name.hasPrefix("www.") { name = name.dropFirst(4) }
        description = String(name)
    }

    /// Reads what a podmin types: a host with its port, or a URL of the pod; upper case and other alphabets are
    /// forgiven.
    ///
    /// - Returns: `nil` if it names no host that the protocol allows.
    public init?(_ text: String) {
        let authority = PodAddress(url: text)?.authority ?? text
        guard let id = DiasporaID("podmin@" + authority) else { return nil }
        self.init(authority: id.authority)
    }

    /// Returns whether blocking this name also blocks another pod: the same one, or one on any port
    /// of the same host.
    public func covers(_ other: PodName) -> Bool {
        other.names.contains(description)
    }

    /// The names under which the pod may be blocked: with its port, and its host for every port.
    public var names: [String] {
        guard let parts = HostAndPort(description), parts.port != nil else {
            return [description]
        }
        return [description, parts.host]
    }
}

extension DiasporaID {
    /// The pod that the ID names.
    public var pod: PodName { PodName(authority: authority) }

    /// The host without its port.
    public var host: String {
        HostAndPort(authority)?.host ?? authority
    }

    /// The port that the ID names; nil for the usual one.
    public var port: UInt16? { HostAndPort(authority)?.port }
}
