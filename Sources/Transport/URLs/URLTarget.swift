/// Path and query of a URL in their one normal form.
enum URLTarget {
    /// Longest path with query that is asked, in bytes.
    static let maximumBytes = 8192

    /// Percent-encodes what must not stand there, and removes dot segments.
    ///
    /// Spec: RFC 3986 sections 2.1 and 5.2.4. Control characters are refused: they would end the
    /// request line. So are backslashes, which browsers read as slashes.
    static func normalized(_ text: String) throws(URLRefusal) -> String {
        guard text.utf8.count <= maximumBytes, text.hasPrefix("/") else { throw .malformed }
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "#"):
                throw .malformed
            case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
                UInt8(ascii: "}"), 0x80...:
                encoded += "%" + hexadecimal(byte >> 4) + hexadecimal(byte & 0xF)
            default:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        let path = encoded.prefix { $0 != "?" }
        return removingDotSegments(path) + encoded[path.endIndex...]
    }

    private static func hexadecimal(_ digit: UInt8) -> String {
        String(digit, radix: 16, uppercase: true)
    }

    private static func removingDotSegments(_ path: Substring) -> String {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default:
                kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}
