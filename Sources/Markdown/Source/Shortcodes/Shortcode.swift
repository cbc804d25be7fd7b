/// A shortcode of Hugo: `{{< name "a" key="b" >}}`, `{{% /name %}}`, `{{</* name */>}}`.
///
/// Spec: Hugo, "Shortcodes"; its lexer takes quotes, backticks and bare words as values.
struct Shortcode: Equatable {
    static let maximumBytes = 2_048

    enum Role: Equatable {
        case opening
        case closing
        /// A commented shortcode, shown as `{{< … >}}` with the text between the marks of the
        /// comment.
        case escaped(String)
    }

    let role: Role
    let name: String
    let values: [String]
    let named: [String: String]
    /// Offset behind the mark.
    let end: Int

    /// Returns the value of a key, or else the positional value.
    func value(_ key: String, at place: Int? = nil) -> String? {
        if let value = named[key] { return value }
        guard named.isEmpty, let place, values.indices.contains(place) else { return nil }
        return values[place]
    }

    /// Reads the mark that starts at an offset; `nil` if none does.
    init?(_ bytes: [UInt8], at start: Int) {
        var reader = Reader(bytes: bytes, start: start)
        guard let kind = reader.opening() else { return nil }
        if let comment = reader.comment(kind) {
            self.init(role: .escaped(comment), end: reader.index)
            return
        }
        reader.skipSpace()
        let isClosing = reader.take("/")
        reader.skipSpace()
        guard let name = reader.name() else { return nil }
        var values: [String] = []
        var named: [String: String] = [:]
        while true {
            reader.skipSpace()
            if reader.takeEnd(kind) { break }
            guard let (key, value) = reader.parameter(kind) else { return nil }
            if let key { named[key] = value } else { values.append(value) }
        }
        self.init(
            role: isClosing ? .closing : .opening, name: name, values: values, named: named,
            end: reader.index)
    }

    private init(
        role: Role, name: String = "", values: [String] = [], named: [String: String] = [:],
        end: Int
    ) {
        self.role = role
        self.name = name
        self.values = values
        self.named = named
        self.end = end
    }

    private struct Reader {
        let bytes: [UInt8]
        let limit: Int
        var index: Int

        init(bytes: [UInt8], start: Int) {
            self.bytes = bytes
            index = start
            limit = min(bytes.count, start + Shortcode.maximumBytes)
        }

        /// Reads `{{<` or `{{%`.
        ///
        /// - Returns: `<` or `%`; `nil` if neither starts here.
        mutating func opening() -> UInt8? {
            guard index + 3 < limit, bytes[index] == UInt8(ascii: "{"),
                bytes[index + 1] == UInt8(ascii: "{"),
                bytes[index + 2] == UInt8(ascii: "<") || bytes[index + 2] == UInt8(ascii: "%")
            else { return nil }
            index += 3
            return bytes[index - 1]
        }

        mutating func comment(_ kind: UInt8) -> String? {
            guard starts(with: "/*") else { return nil }
            let end = Array("*/".utf8) + Self.end(kind)
            var place = index + 2
            while place + end.count <= limit {
                if bytes[place] == end[0], bytes[place...].starts(with: end) {
                    let text = String(decoding: bytes[(index + 2)..<place], as: UTF8.self)
                    index = place + end.count
                    return text
                }
                place += 1
            }
            return nil
        }

        mutating func name() -> String? {
            let start = index
            while let byte = current, byte.isAlphanumeric || "_-./".utf8.contains(byte) {
                // `{{< name/>}}` ends itself.
                if byte == UInt8(ascii: "/"), index + 1 < limit,
                    "<>%".utf8.contains(bytes[index + 1])
                {
                    break
                }
                index += 1
            }
            return index > start ? text(start..<index) : nil
        }

        mutating func takeEnd(_ kind: UInt8) -> Bool {
            for end in [Self.end(kind), [UInt8(ascii: "/")] + Self.end(kind)]
            where bytes[index..<limit].starts(with: end) {
                index += end.count
                return true
            }
            return false
        }

        /// Reads a parameter: `key="value"`, or a value alone.
        mutating func parameter(_ kind: UInt8) -> (key: String?, value: String)? {
            if let value = quoted() { return (nil, value) }
            guard let word = word() else { return nil }
            guard take("=") else { return (nil, word) }
            guard let value = quoted() ?? self.word() else { return nil }
            return (word, value)
        }

        private mutating func quoted() -> String? {
            guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`")
            else { return nil }
            var value: [UInt8] = []
            var place = index + 1
            while place < limit {
                let byte = bytes[place]
                if byte == quote {
                    index = place + 1
                    return String(decoding: value, as: UTF8.self)
                }
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), place + 1 < limit,
                    bytes[place + 1] == quote || bytes[place + 1] == byte
                {
                    place += 1
                }
                value.append(bytes[place])
                place += 1
            }
            return nil
        }

        private mutating func word() -> String? {
            let start = index
            while let byte = current, byte > 0x20, !"\"`=<>{}".utf8.contains(byte) {
                if byte == UInt8(ascii: "%"), index + 1 < limit, bytes[index + 1] == 0x7D { break }
                if byte == UInt8(ascii: "/"), index + 1 < limit,
                    "<>%".utf8.contains(bytes[index + 1])
                {
                    break
                }
                index += 1
            }
            return index > start ? text(start..<index) : nil
        }

        mutating func skipSpace() {
            while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A { index += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard current == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        private var current: UInt8? { index < limit ? bytes[index] : nil }

        private func starts(with text: String) -> Bool {
            bytes[index..<limit].starts(with: text.utf8)
        }

        private func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[range], as: UTF8.self)
        }

        private static func end(_ kind: UInt8) -> [UInt8] {
            [kind == UInt8(ascii: "<") ? UInt8(ascii: ">") : kind, 0x7D, 0x7D]
        }
    }
}
