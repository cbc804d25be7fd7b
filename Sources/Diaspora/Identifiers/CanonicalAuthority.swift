internal import Foundation
internal import Glibc

/// Host and port in the one form in which they are compared, stored and asked for.
///
/// Lower case; labels outside ASCII as `xn--` (RFC 5890, "A-label"); no dot at the end; an IPv6
/// address as the system writes it.
enum CanonicalAuthority {
    /// Returns the canonical form of a host and port.
    ///
    /// - Parameter text: In lower case already.
    /// - Returns: `nil` if it names no host that the protocol allows.
    static func of(_ text: String) -> String? {
        if isPlain(text) { return text }
        guard let parts = HostAndPort(text) else { return nil }
        let host = parts.host[...]
        let canonical: String?
        if host.hasPrefix("["), host.hasSuffix("]") {
            canonical = address(String(host.dropFirst().dropLast()))
        } else {
            canonical = name(host)
        }
        return canonical.map { $0 + (parts.port.map { ":\($0)" } ?? "") }
    }

    /// Returns whether a name is certainly in its canonical form, as nearly all are: ASCII labels
    /// without port, none of which can be an A-label.
    private static func isPlain(_ text: String) -> Bool {
        var length = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ".") where length > 0: length = 0
            case UInt8(ascii: "x") where length == 0: return false
            case _ where (byte.isLowerCaseOrDigit || byte == UInt8(ascii: "-")) && length < 63:
                length += 1
            default: return false
            }
        }
        return length > 0
    }

    /// Returns the labels of a host name in the letters that people see.
    static func readableLabels(_ authority: String) -> [String] {
        guard !authority.hasPrefix("["), let parts = HostAndPort(authority) else { return [] }
        return parts.host.split(separator: ".").map { label in
            label.hasPrefix("xn--")
                ? Punycode.decode(label.dropFirst(4)) ?? String(label) : String(label)
        }
    }

    private static func name(_ host: Substring) -> String? {
        let host = host.hasSuffix(".") ? host.dropLast() : host
        var labels: [String] = []
        for label in host.split(separator: ".", omittingEmptySubsequences: false) {
            guard let label = Self.label(label), (1...63).contains(label.utf8.count) else {
                return nil
            }
            labels.append(label)
        }
        return labels.joined(separator: ".")
    }

    private static func label(_ label: Substring) -> String? {
        // In ASCII no label is shorter than in letters, and Punycode takes the square of its length.
        guard label.unicodeScalars.count <= 63 else { return nil }
        guard label.unicodeScalars.allSatisfy(isLabelCharacter) else { return nil }
        guard label.utf8.allSatisfy({ $0 < 0x80 }) else {
            guard String(label).isInCompatibilityForm else { return nil }
            return Punycode.encode(String(label)).map { "xn--" + $0 }
        }
        guard label.hasPrefix("xn--") else { return String(label) }
        // A second way of writing a label would be a second name for its people.
        guard let readable = Punycode.decode(label.dropFirst(4)),
            readable.utf8.contains(where: { $0 >= 0x80 }),
            readable.unicodeScalars.allSatisfy(isReadable), readable.isInCompatibilityForm,
            readable.lowercased() == readable,
            Punycode.encode(readable) == String(label.dropFirst(4))
        else { return nil }
        return String(label)
    }

    /// Returns whether a character is a letter, mark, digit or sign that can be seen.
    private static func isReadable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
            .lineSeparator, .paragraphSeparator:
            false
        default: true
        }
    }

    private static func isLabelCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isLowercase || scalar.properties.generalCategory == .decimalNumber
            || scalar == "-"
    }

    /// Parses an address and writes it as the system does. Spec: RFC 4291, 2.2; RFC 5952.
    private static func address(_ text: String) -> String? {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        var written = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &written, socklen_t(written.count)) != nil else {
            return nil
        }
        let bytes = written.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return "[" + String(decoding: bytes, as: UTF8.self) + "]"
    }
}

extension String {
    /// Whether no other text would be shown alike by Unicode's own account (UAX 15, NFKC).
    var isInCompatibilityForm: Bool {
        precomposedStringWithCompatibilityMapping.unicodeScalars.elementsEqual(unicodeScalars)
    }
}
