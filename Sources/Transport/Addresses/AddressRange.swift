/// The addresses that share a prefix, such as `10.0.0.0/8`.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    public let base: IPAddress
    /// Length of the prefix, in bits.
    public let length: Int

    /// Reads `ADDRESS/LENGTH`, or a single address; nil when it is none or has bits beyond the prefix.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ IPAddress($0) }) else { return nil }
        let whole = base.bitWidth
        guard let length = parts.count == 2 ? Int(parts[1]) : whole, (0...whole).contains(length)
        else { return nil }
        self.base = base
        self.length = length
        guard prefix(of: base) == base else { return nil }
    }

    /// Returns whether the address is of the same family and begins with the prefix.
    public func contains(_ address: IPAddress) -> Bool {
        prefix(of: address) == base
    }

    public var description: String { "\(base)/\(length)" }

    private func prefix(of address: IPAddress) -> IPAddress {
        switch address {
        case .v4(let bits): .v4(length == 0 ? 0 : (bits >> (32 - length)) << (32 - length))
        case .v6(let bits): .v6(length == 0 ? 0 : (bits >> (128 - length)) << (128 - length))
        }
    }
}

extension IPAddress {
    fileprivate var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }
}
