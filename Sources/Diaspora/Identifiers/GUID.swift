internal import Escaping

/// The network-wide identifier of an entity: 16 to 255 characters of `[0-9A-Za-z\-_@.:]`, the last
/// one a letter or a digit.
///
/// Spec: diaspora* federation protocol, "GUID"; validator `\A[0-9A-Za-z\-_@.:]{15,254}[0-9A-Za-z]\z`.
public struct GUID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let string: String

    /// - Returns: `nil` if the string is no valid GUID.
    public init?(_ string: String) {
        let bytes = string.utf8
        guard (16...255).contains(bytes.count), let last = bytes.last, last.isASCIIAlphanumeric,
            bytes.allSatisfy({ $0.isASCIIAlphanumeric || Self.punctuation.contains($0) })
        else { return nil }
        self.string = string
    }

    /// Makes the 32 lower-case hexadecimal digits that name everything but public posts.
    ///
    /// - Parameter random: 16 random bytes.
    public init(hexadecimal random: (UInt64, UInt64)) {
        string =
            Hexadecimal.encode(random.0, digits: 16)
            + Hexadecimal.encode(random.1, digits: 16)
    }

    /// Makes the GUID of a public post: its slug, a hyphen and 12 random hexadecimal digits.
    ///
    /// - Parameters:
    ///   - slug: At least three letters, digits and single hyphens; see ``Slug``.
    ///   - random: Its low 48 bits are used.
    public init(slug: String, random: UInt64) {
        string = slug + "-" + Hexadecimal.encode(random & 0xFFFF_FFFF_FFFF, digits: 12)
    }

    public var description: String { string }

    public static func < (left: GUID, right: GUID) -> Bool {
        left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let string = try container.decode(String.self)
        guard let guid = GUID(string) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a GUID: \(string.prefix(80))")
        }
        self = guid
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }

    private static let punctuation: Set<UInt8> = [
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "."),
        UInt8(ascii: ":"),
    ]
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }

    var isLowerCaseOrDigit: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
    }

    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
