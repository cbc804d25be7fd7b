/// A text from outside as it may stand in a log, in a stored reason and on a terminal: on one line,
/// with nothing that steers its reader, and of bounded length.
///
/// Escapes all that Unicode calls a control (C0, C1), a format (the marks that turn the direction of
/// writing, what has no width), a line or paragraph separator, private or unassigned. What was
/// escaped and cut once comes out as it went in, so that a value may pass here on its way into a
/// reason, and the reason on its way into the log.
///
/// Spec: ECMA-48; Unicode Standard Annex 9, section 2; Unicode Technical Report 36.
public struct EscapedText: Sendable, Equatable, CustomStringConvertible {
    /// Bytes of one value that a stranger chose: an algorithm, a name, an address.
    public static let valueBytes = 200
    /// Bytes of a reason, which may hold several values.
    public static let reasonBytes = 1000

    public let description: String

    /// - Parameter maximumBytes: UTF-8 bytes of the outcome. What is longer ends in an ellipsis.
    public init(_ text: String, maximumBytes: Int = EscapedText.reasonBytes) {
        // As nearly all are.
        if text.utf8.count <= maximumBytes, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            description = text
            return
        }
        let ellipsis = "…"
        var escaped = ""
        var bytes = 0
        // Where to cut, should it turn out to be too long: behind the last scalar that leaves place.
        var kept = 0
        for scalar in text.unicodeScalars {
            let piece = Self.isShown(scalar) ? String(scalar) : Self.escape(scalar)
            bytes += piece.utf8.count
            guard bytes <= maximumBytes else {
                let start = String(decoding: escaped.utf8.prefix(kept), as: UTF8.self)
                description = ellipsis.utf8.count <= maximumBytes ? start + ellipsis : start
                return
            }
            escaped += piece
            if bytes + ellipsis.utf8.count <= maximumBytes { kept = bytes }
        }
        description = escaped
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
}
