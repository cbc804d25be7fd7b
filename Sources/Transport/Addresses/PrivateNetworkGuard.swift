/// Says which addresses the pod may talk to: those of the public internet.
///
/// It is asked with the address of the socket about to be connected, never with a name, so that
/// no answer of a name server can come between the question and the connection.
/// An IPv4 address inside an IPv6 one (mapped, translated, 6to4, Teredo) is refused whatever it
/// is: a pod on the public internet has an address of its own.
public struct PrivateNetworkGuard: Sendable {
    private let allowsPrivateNetworks: Bool
    private let exceptions: [AddressRange]
    private let ranges: [SpecialPurposeRange]

    /// - Parameters:
    ///   - allowsPrivateNetworks: Whether loopback and private networks may be met too: a setting
    ///     for development.
    ///   - exceptions: Ranges that may be met whatever they are.
    public init(allowsPrivateNetworks: Bool = false, exceptions: [AddressRange] = []) {
        self.allowsPrivateNetworks = allowsPrivateNetworks
        self.exceptions = exceptions
        ranges = SpecialPurposeRange.all
    }

    /// Returns whether the pod may connect to the address.
    public func allows(_ address: IPAddress) -> Bool {
        if exceptions.contains(where: { $0.contains(address) }) { return true }
        if let special = ranges.first(where: { $0.range.contains(address) }) {
            return allowsPrivateNetworks && special.use == .own
        }
        return switch address {
        case .v4: true
        case .v6: SpecialPurposeRange.globalUnicast?.contains(address) ?? false
        }
    }
}
