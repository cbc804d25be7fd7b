internal import Escaping

/// A path as asked for, decoded and cut into segments that name files.
///
/// What could climb out of the tree, or mean something else to another program, is refused here:
/// `.` and `..`, encoded slashes, backslashes, control characters and bytes that are not UTF-8.
struct RequestPath: Sendable, Equatable {
    /// Decoded segments; one is empty where slashes stood side by side.
    let segments: [String]
    let endsInSlash: Bool
    /// The decoded path, without a slash at its end.
    let string: String

    /// Reads the path of a request target, RFC 3986 section 3.3, without its query.
    ///
    /// - Throws: ``RequestPathError/malformed`` if no file could ever have that path.
    init(_ target: String) throws(RequestPathError) {
        guard target.utf8.first == UInt8(ascii: "/") else { throw .malformed }
        var parts = target.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        endsInSlash = parts.last?.isEmpty == true && parts.count > 1
        if parts.last?.isEmpty == true { parts.removeLast() }
        var segments: [String] = []
        for part in parts { segments.append(try Self.decode(part)) }
        self.segments = segments
        string = "/" + segments.joined(separator: "/")
    }

    /// Percent-encodes a decoded path for a header. Spec: RFC 3986, 2.
    static func encoded(_ path: String) -> String { PercentEncoding.path.encoded(path) }

    private static func decode(
        _ part: Substring.UTF8View.SubSequence
    ) throws(RequestPathError) -> String {
        guard let bytes = PercentEncoding.decoded(part) else { throw .malformed }
        guard !bytes.contains(where: isForbidden),
            let text = String(validating: bytes, as: UTF8.self),
            text != ".", text != ".."
        else { throw .malformed }
        return text
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }
}

/// A reason why a path cannot name a file.
enum RequestPathError: Error, Equatable, CustomStringConvertible {
    case malformed

    var description: String { "the path is malformed" }
}
