/// The lines on which the keys of a TOML document stand, which TOMLKit does not tell.
///
/// The document must have been parsed without complaint: the scan looks no closer than it must.
/// Spec: TOML 1.0.0. Lines are counted from 1.
struct TOMLKeyLines {
    /// Keyed by the parts of the whole key: `["settings", "terms", "enable"]`. Tables count as keys,
    /// and stand where they are first named.
    private(set) var lines: [[String]: Int] = [:]

    /// The greatest depth of a key. No setting is deeper, and a key of a thousand dots must not
    /// take a million steps.
    static let maximumDepth = 8

    private var rest: Substring.UTF8View
    private var line = 1

    init(_ document: String) {
        rest = Substring(document).utf8
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        scanDocument()
        rest = "".utf8[...]
    }

    private mutating func scanDocument() {
        var table: [String] = []
        while skipBlanksAndComments(), let byte = rest.first {
            if byte == UInt8(ascii: "[") {
                while take("[") {}
                table = scanKey()
                note(table)
                while take("]") {}
            } else {
                scanPair(in: table)
            }
        }
    }

    private mutating func scanPair(in table: [String]) {
        let start = rest.startIndex
        let path = table + scanKey()
        note(path)
        if take("=") {
            skipSpaces()
            scanValue(of: path)
        }
        // What is no key is passed over, lest the scan stand still.
        if rest.startIndex == start { advance() }
    }

    /// Reads `a."b".c` up to what follows it.
    private mutating func scanKey() -> [String] {
        var parts: [String] = []
        repeat {
            skipSpaces()
            if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") {
                parts.append(scanString())
            } else {
                let part = rest.prefix(while: Self.isBareKey)
                rest = rest[part.endIndex...]
                parts.append(String(Substring(part)))
            }
            skipSpaces()
        } while take(".")
        return parts
    }

    private mutating func scanValue(of path: [String]?) {
        switch rest.first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = scanString()
        case UInt8(ascii: "["): scanArray()
        case UInt8(ascii: "{"): scanInlineTable(of: path)
        default: while let byte = rest.first, !Self.endsValue(byte) { advance() }
        }
    }

    private mutating func scanArray() {
        advance()
        while skipBlanksAndComments(), let byte = rest.first {
            if byte == UInt8(ascii: "]") { return advance() }
            if byte == UInt8(ascii: ",") || Self.endsValue(byte) {
                advance()
            } else {
                scanValue(of: nil)
            }
        }
    }

    /// Scans an inline table.
    ///
    /// - Parameter path: `nil` inside arrays, whose tables' keys have no path.
    private mutating func scanInlineTable(of path: [String]?) {
        advance()
        while skipBlanksAndComments(), let byte = rest.first {
            if byte == UInt8(ascii: "}") { return advance() }
            if byte == UInt8(ascii: ",") {
                advance()
                continue
            }
            let start = rest.startIndex
            let key = scanKey()
            let inner = path.map { $0 + key }
            if let inner { note(inner) }
            if take("=") {
                skipSpaces()
                scanValue(of: inner)
            }
            if rest.startIndex == start { advance() }
        }
    }

    /// Reads a string of any of the four kinds and returns its text, as far as keys need it.
    private mutating func scanString() -> String {
        guard let quote = rest.first else { return "" }
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = rest.starts(with: [quote, quote, quote])
        let closing = [UInt8](repeating: quote, count: isLong ? 3 : 1)
        rest.removeFirst(closing.count)
        var text: [UInt8] = []
        while let byte = rest.first {
            if rest.starts(with: closing) {
                rest.removeFirst(closing.count)
                // A long string may end in one or two quotes of its own.
                while isLong, take(quote) { text.append(quote) }
                break
            }
            advance()
            guard isBasic, byte == UInt8(ascii: "\\"), let escaped = rest.first else {
                text.append(byte)
                continue
            }
            advance()
            text += unescape(escaped)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func unescape(_ letter: UInt8) -> [UInt8] {
        switch letter {
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let digits = rest.prefix(letter == UInt8(ascii: "u") ? 4 : 8)
            rest = rest[digits.endIndex...]
            let scalar = UInt32(Substring(digits), radix: 16).flatMap(Unicode.Scalar.init)
            return scalar.map { Array(String($0).utf8) } ?? []
        default: return [letter]
        }
    }

    private mutating func note(_ path: [String]) {
        for count in 1...Self.maximumDepth where count <= path.count {
            let part = Array(path.prefix(count))
            if lines[part] == nil { lines[part] = line }
        }
    }

    // MARK: - Bytes

    /// Skips white space and comments.
    ///
    /// - Returns: Always `true`, for use in a condition.
    private mutating func skipBlanksAndComments() -> Bool {
        while let byte = rest.first {
            if byte == UInt8(ascii: "#") {
                while let byte = rest.first, byte != 0x0A { advance() }
            } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                advance()
            } else {
                break
            }
        }
        return true
    }

    private mutating func skipSpaces() {
        while rest.first == 0x20 || rest.first == 0x09 { rest.removeFirst() }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        take(UInt8(ascii: character))
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        advance()
        return true
    }

    private mutating func advance() {
        if rest.popFirst() == 0x0A { line += 1 }
    }

    /// Returns whether a key may contain the byte without quotes.
    static func isBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        [0x0A, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#")]
            .contains(byte)
    }
}
