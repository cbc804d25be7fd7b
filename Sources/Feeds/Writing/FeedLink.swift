/// An address that a reader of a feed may be led to.
///
/// Addresses with a scheme other than `http`, `https` and `mailto` (attack 27: `javascript:`,
/// `data:`) do not become one.
struct FeedLink {
    let address: String

    init?(_ address: String) {
        let scheme = address.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        let hasScheme =
            scheme.endIndex < address.utf8.endIndex
            && address.utf8[scheme.endIndex] == UInt8(ascii: ":")
        guard hasScheme else { return nil }
        switch String(decoding: scheme, as: UTF8.self).lowercased() {
        case "http", "https", "mailto": self.address = address
        default: return nil
        }
    }

    init?(_ address: String?) {
        guard let address else { return nil }
        self.init(address)
    }
}
