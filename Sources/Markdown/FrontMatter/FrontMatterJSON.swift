/// A parser of JSON objects that records lines. Spec: RFC 8259.
struct FrontMatterJSON {
    private let bytes: [UInt8]
    private var index = 0
    private var line: Int

    static func entries(
        _ source: String, firstLine: Int
    ) throws(FrontMatterError) -> [FrontMatterEntry] {
        var reader = FrontMatterJSON(bytes: Array(source.utf8), line: firstLine)
        guard case .table(let entries) = try reader.value(depth: 0) else { return [] }
        return entries
    }

    private init(bytes: [UInt8], line: Int) {
        self.bytes = bytes
        self.line = line
    }

    private mutating func value(depth: Int) throws(FrontMatterError) -> FrontMatterValue {
        guard depth <= FrontMatter.maximumDepth else { throw .tooDeep(line: line) }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return .table(try entries(depth: depth))
        case UInt8(ascii: "["): return .list(try list(depth: depth))
        case UInt8(ascii: "\""): return .text(try string())
        default: return try literal()
        }
    }

    private mutating func entries(depth: Int) throws(FrontMatterError) -> [FrontMatterEntry] {
        var entries: [FrontMatterEntry] = []
        index += 1
        skipSpace()
        if take("}") { return entries }
        repeat {
            skipSpace()
            let keyLine = line
            guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw unexpected("“:” after “\(key)”") }
            let value = try value(depth: depth + 1)
            if entries.contains(where: { $0.key == key }) {
                throw .syntax(line: keyLine, reason: "\(key) is set twice")
            }
            entries.append(FrontMatterEntry(key: key, value: value, line: keyLine))
            skipSpace()
        } while take(",")
        guard take("}") else { throw unexpected("“,” or “}”") }
        return entries
    }

    private mutating func list(depth: Int) throws(FrontMatterError) -> [FrontMatterValue] {
        var items: [FrontMatterValue] = []
        index += 1
        skipSpace()
        if take("]") { return items }
        repeat {
            items.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw unexpected("“,” or “]”") }
        return items
    }

    private mutating func string() throws(FrontMatterError) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw .syntax(line: line, reason: "a line break within quotes")
            default: text.append(byte)
            }
        }
        throw unexpected("a closing quote")
    }

    private mutating func escape() throws(FrontMatterError) -> [UInt8] {
        guard let byte = current else { throw unexpected("an escaped character") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        default: throw unexpected("an escape that JSON knows")
        }
    }

    private mutating func unicodeEscape() throws(FrontMatterError) -> Character {
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try unit()) }
        return String(decoding: units, as: UTF16.self).first ?? "\u{FFFD}"
    }

    private mutating func unit() throws(FrontMatterError) -> UInt16 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4,
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw unexpected("four hexadecimal digits") }
        index += 4
        return unit
    }

    private mutating func literal() throws(FrontMatterError) -> FrontMatterValue {
        let word = bytes[index...].prefix { !" \t\r\n,]}:[{\"".utf8.contains($0) }
        let text = String(decoding: word, as: UTF8.self)
        index += word.count
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .none
        default:
            guard Double(text) != nil else {
                index -= word.count
                throw unexpected("a value")
            }
            return .literal(text)
        }
    }

    private var current: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private mutating func skipSpace() {
        while let byte = current, " \t\r\n".utf8.contains(byte) {
            if byte == 0x0A { line += 1 }
            index += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private func unexpected(_ wanted: String) -> FrontMatterError {
        let rest = String(decoding: bytes[min(index, bytes.count)...].prefix(20), as: UTF8.self)
        let found = rest.split(separator: "\n").first.map { "“\($0)”" } ?? "the end"
        return .syntax(line: line, reason: "expected \(wanted), found \(found)")
    }
}
