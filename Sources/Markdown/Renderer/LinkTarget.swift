/// The kind of address a link leads to, and whether a stranger's text may link there.
///
/// Other schemes than these can run scripts or programs, or mean nothing to a reader. Any text
/// before the first colon counts as a scheme, well-formed or not, since browsers forgive white
/// space and controls there.
enum LinkTarget: Equatable {
    /// A web server that may be anybody's: `http:`, `https:` and `//host`.
    case web
    /// Another scheme that is allowed.
    case application
    /// A path on the same site.
    case relative
    /// A place on the same page.
    case fragment
    case refused

    static let applicationSchemes: Set<String> = [
        "ftp", "gemini", "geo", "irc", "ircs", "magnet", "mailto", "matrix", "mumble", "sip",
        "sips", "sms", "tel", "xmpp",
    ]

    init(_ address: String) {
        var address = address
        self = address.withUTF8 { Self.kind(of: $0) }
    }

    /// Whether an image may be shown from the address, of which this is the target: `http:`,
    /// `https:`, or a path from the root of this site.
    func allowsImage(at address: String) -> Bool {
        let isRooted = address.hasPrefix("/")
        return self == .web
            ? !isRooted : self == .relative && isRooted && !address.hasPrefix("/\\")
    }

    private static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> LinkTarget {
        guard let first = bytes.first, first > 0x20 else { return .refused }
        if first == UInt8(ascii: "#") { return .fragment }
        let delimiter = bytes.firstIndex { isDelimiter($0) }
        guard let delimiter, bytes[delimiter] == UInt8(ascii: ":") else {
            guard bytes.starts(with: "//", at: 0) else { return .relative }
            return hasHost(bytes, from: 2) ? .web : .refused
        }
        let scheme = String(decoding: bytes[..<delimiter], as: UTF8.self).lowercased()
        if scheme == "http" || scheme == "https" {
            return bytes.starts(with: "//", at: delimiter + 1)
                && hasHost(bytes, from: delimiter + 3) ? .web : .refused
        }
        return applicationSchemes.contains(scheme) && delimiter + 1 < bytes.count
            ? .application : .refused
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
            || byte == UInt8(ascii: "#")
    }

    /// Whether a host follows, and a port of digits alone if any.
    private static func hasHost(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let rest = bytes[start...]
        let end = rest.firstIndex { isDelimiter($0) && $0 != UInt8(ascii: ":") } ?? bytes.endIndex
        var authority = bytes[start..<end]
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            authority = authority[(at + 1)...]
        }
        let colon = authority.lastIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        let host = authority[..<colon]
        return !host.isEmpty && host.allSatisfy { $0 > 0x20 && isOfHost($0) }
            && authority[colon...].dropFirst().allSatisfy(\.isDigit)
            && authority[colon...].count <= 6
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte.isAlphanumeric || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
}
