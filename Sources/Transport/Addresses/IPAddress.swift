import Glibc

/// An IPv4 or IPv6 address.
public enum IPAddress: Hashable, Sendable, CustomStringConvertible {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads an address in the notation of four decimal numbers, or of RFC 4291 section 2.2.
    ///
    /// Octal, hexadecimal and shortened IPv4 notations give nil, as do zone identifiers.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self = .v6(UInt128(networkOrder: six))
        } else {
            return nil
        }
    }

    /// Reads the address out of a `sockaddr` of one of the two internet families.
    ///
    /// - Parameter bytes: As many bytes as the structure of its family has, or more.
    public init?(socketAddress bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= MemoryLayout<sockaddr>.size else { return nil }
        switch Int32(bytes.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET where bytes.count >= MemoryLayout<sockaddr_in>.size:
            let address = bytes.loadUnaligned(as: sockaddr_in.self)
            self = .v4(UInt32(bigEndian: address.sin_addr.s_addr))
        case AF_INET6 where bytes.count >= MemoryLayout<sockaddr_in6>.size:
            let address = bytes.loadUnaligned(as: sockaddr_in6.self)
            self = .v6(UInt128(networkOrder: address.sin6_addr))
        default:
            return nil
        }
    }

    /// The one canonical notation; RFC 5952 for IPv6.
    public var description: String {
        switch self {
        case .v4(let bits):
            return (0..<4).map { String(bits >> (24 - 8 * UInt32($0)) & 0xFF) }
                .joined(separator: ".")
        case .v6(let bits):
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            withUnsafeBytes(of: bits.bigEndian) { bytes in
                _ = inet_ntop(AF_INET6, bytes.baseAddress, &text, socklen_t(text.count))
            }
            return String(
                decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}

extension UInt128 {
    fileprivate init(networkOrder address: in6_addr) {
        self = withUnsafeBytes(of: address) {
            UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self))
        }
    }
}
