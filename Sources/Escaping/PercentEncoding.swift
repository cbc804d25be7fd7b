/// Bytes of a URL as `%` and two digits. Spec: RFC 3986, section 2.1.
public struct PercentEncoding: Sendable {
    /// A decoded path: what RFC 3986, section 3.3, lets stand in one, and slashes.
    public static let path = PercentEncoding(
        keeping: ASCIISet.letters.union(.digits).union(ASCIISet("/-._~!$&'()*+,;=:@")))
    /// Path and query of a URL that may be encoded already: percent signs stay.
    public static let target = PercentEncoding(
        keeping: ASCIISet.all.subtracting(ASCIISet(" \"<>^`{|}")))
    /// The value of a field in a query: what RFC 3986, section 2.3, never needs encoded, and slashes.
    public static let queryValue = PercentEncoding(
        keeping: ASCIISet.letters.union(.digits).union(ASCIISet("-._~/")))
    /// All that is not ASCII, and nothing else.
    public static let beyondASCII = PercentEncoding(keeping: .all)

    private let kept: ASCIISet

    private init(keeping kept: ASCIISet) {
        self.kept = kept
    }

    public func encoded(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if kept.contains(byte) { output.append(byte) } else { Self.append(byte, to: &output) }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends one byte, encoded.
    public static func append(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "%"))
        Hexadecimal.append(byte, Hexadecimal.capitals, to: &output)
    }

    /// Decodes a text.
    ///
    /// - Returns: nil if two digits are missing behind a percent sign.
    public static func decoded(_ text: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Hexadecimal.value),
                let low = rest.popFirst().flatMap(Hexadecimal.value)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
