/// Writes JSON-LD for a `<script>` element: `<` is escaped, so that no text can end the element.
///
/// Vocabulary: schema.org. Keys come in the order they are added, so that equal values give equal
/// bytes.
struct JSONLD {
    private var text = "{"

    init(type: String, isRoot: Bool = true) {
        if isRoot { add("@context", "https://schema.org") }
        add("@type", type)
    }

    mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        addRaw(key, Self.quoted(value))
    }

    mutating func add(_ key: String, _ value: Int) {
        addRaw(key, String(value))
    }

    mutating func add(_ key: String, _ value: JSONLD) {
        addRaw(key, value.description)
    }

    mutating func add(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        addRaw(key, "[" + values.map(Self.quoted).joined(separator: ",") + "]")
    }

    var description: String { text + "}" }

    private mutating func addRaw(_ key: String, _ value: String) {
        if text.utf8.count > 1 { text += "," }
        text += "\"\(key)\":\(value)"
    }

    private static func quoted(_ value: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(value.utf8.count + 8)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "<"): bytes += Array("\\u003c".utf8)
            case UInt8(ascii: ">"): bytes += Array("\\u003e".utf8)
            case UInt8(ascii: "&"): bytes += Array("\\u0026".utf8)
            case 0..<0x20: bytes += Array("\\u00".utf8) + hexadecimal(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
