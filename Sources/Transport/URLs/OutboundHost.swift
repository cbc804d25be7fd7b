/// The host of a URL, normalised once: what is judged is what is connected to.
public enum OutboundHost: Hashable, Sendable, CustomStringConvertible {
    /// A name in lower case, without a final dot. Internationalised ones in their ASCII form.
    case name(String)
    case address(IPAddress)

    /// Reads a host as it stands in a URL.
    ///
    /// Whatever ends in a number is an IPv4 address for browsers and for some name resolvers
    /// (WHATWG URL, "ends in a number checker"), which read `0177.0.0.1`, `127.1` and `2130706433`
    /// in different ways: only four decimal numbers are taken, the rest is refused.
    public init(_ text: some StringProtocol) throws(URLRefusal) {
        let refusal = URLRefusal.host(String(text.prefix(100)))
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), case .v6(let bits)? = IPAddress(text.dropFirst().dropLast())
            else { throw refusal }
            self = .address(.v6(bits))
            return
        }
        let name = (text.hasSuffix(".") ? String(text.dropLast()) : String(text)).lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, name.utf8.count <= 253,
            labels.allSatisfy(OutboundHost.isLabel)
        else { throw refusal }
        if OutboundHost.isNumber(last) {
            guard case .v4(let bits)? = IPAddress(name) else { throw refusal }
            self = .address(.v4(bits))
        } else {
            self = .name(name)
        }
    }

    /// The host as it stands in a URL, with IPv6 addresses in brackets.
    public var description: String {
        switch self {
        case .name(let name): name
        case .address(.v4(let bits)): IPAddress.v4(bits).description
        case .address(.v6(let bits)): "[\(IPAddress.v6(bits))]"
        }
    }

    /// Returns whether a text is a label of a host name. Spec: RFC 1123, 2.1; also allows the
    /// underscore, which names in use have.
    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count)
            && label.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default:
                    false
                }
            }
    }

    private static func isNumber(_ label: Substring) -> Bool {
        label.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            || label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}
