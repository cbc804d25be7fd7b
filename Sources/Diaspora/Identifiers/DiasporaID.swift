/// A person's address in the network: `username@host` or `username@host:port`, lower case,
/// at most 255 characters.
///
/// Each has one form: a host is written in ASCII (`xn--`), and what could be written in a second
/// way is refused.
/// Spec: diaspora* federation protocol, "diaspora* ID".
public struct DiasporaID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The part before the `@`.
    public let username: String
    /// The part after it: host, and port where it is not the default one.
    public let authority: String

    /// Reads an ID as people type it: white space, upper case and a leading `acct:` are forgiven.
    ///
    /// - Returns: `nil` if it is no valid diaspora* ID.
    public init?(_ text: String) {
        var text = text.lowercased()[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        if text.hasPrefix("acct:") { text.removeFirst(5) }

        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.unicodeScalars.count <= 255 else { return nil }
        self.init(username: String(parts[0]), authority: String(parts[1]))
    }

    /// Reads an ID as it stands in messages between pods, where nothing is forgiven.
    public init?(exactly text: String) {
        guard text.utf8.count <= 255 || text.unicodeScalars.count <= 255,
            let at = text.utf8.firstIndex(of: UInt8(ascii: "@"))
        else { return nil }
        self.init(
            username: String(text[..<at]), authority: String(text[text.utf8.index(after: at)...]))
    }

    /// - Returns: `nil` if either part has characters that the protocol does not allow.
    public init?(username: String, authority: String) {
        guard !username.isEmpty, Self.isUsername(username),
            let authority = CanonicalAuthority.of(authority),
            username.unicodeScalars.count + 1 + authority.unicodeScalars.count <= 255
        else { return nil }
        self.username = username
        self.authority = authority
    }

    public var description: String { "\(username)@\(authority)" }

    private static func isUsername(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0.isLowerCaseOrDigit || "-._".utf8.contains($0) }) {
            return true
        }
        return text.unicodeScalars.allSatisfy(isUsernameCharacter) && text.isInCompatibilityForm
    }

    private static func isUsernameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? UInt8(scalar.value).isLowerCaseOrDigit || "-._".unicodeScalars.contains(scalar)
            : scalar.properties.isLowercase || scalar.properties.generalCategory == .decimalNumber
    }
}

extension DiasporaID {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = DiasporaID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a diaspora* ID: \(text.prefix(80))")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
