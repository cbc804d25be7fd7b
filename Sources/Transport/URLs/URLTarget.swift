internal import Escaping

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
        guard text.utf8.allSatisfy(mayStand) else { throw .malformed }
        let encoded = PercentEncoding.target.encoded(text)
        let path = encoded.prefix { $0 != "?" }
        return removingDotSegments(path) + encoded[path.endIndex...]
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
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
