/// The characters that HTML gives a meaning, written as references.
public struct HTMLEscaping: Sendable {
    /// `&` and `<`, without which no markup begins.
    public static let minimal = HTMLEscaping("&<")
    /// Content of elements.
    public static let content = HTMLEscaping("&<>")
    /// Content, and attributes in double quotes.
    public static let attribute = HTMLEscaping("&<>\"")
    /// Content, and attributes in quotes of either kind.
    public static let anyAttribute = HTMLEscaping("&<>\"'")

    /// A bit for each of the first 64 bytes, where all five are.
    private let mask: UInt64

    private init(_ characters: StaticString) {
        mask = characters.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt64($1) } }
    }

    /// Escapes a text; one that needs nothing is returned as it is.
    public func escaped(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: isEscaped) else { return nil }
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count + 32)
            append(bytes, to: &output)
            return String(decoding: output, as: UTF8.self)
        } ?? text
    }

    /// Appends a text, escaped.
    public func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var copied = 0
        for index in text.indices where isEscaped(text[index]) {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index]))
            Self.reference(for: text[index]).withUTF8Buffer { output.append(contentsOf: $0) }
            copied = index + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    }

    @inline(__always) private func isEscaped(_ byte: UInt8) -> Bool {
        byte < 64 && mask &>> UInt64(byte) & 1 == 1
    }

    private static func reference(for byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
