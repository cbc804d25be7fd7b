/// Makes text stay text in Markdown. Spec: GitHub Flavored Markdown, "Backslash escapes".
package enum MarkdownEscape {
    /// Escapes what would be read as inline markup, wherever the text is put.
    package static func inline(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "\\", "`", "*", "[", "]", "~":
                escaped.append("\\")
            case "_" where !(isWord(previous) && isWord(next)):
                escaped.append("\\")
            case "<" where next.map(mayStartTag) ?? true:
                escaped.append("\\")
            case "&" where next.map({ $0 == "#" || isWord($0) }) ?? true:
                // One by one: several at once make the text as long as it is anew, each time.
                for scalar in "&amp;".unicodeScalars { escaped.append(scalar) }
                continue
            default:
                break
            }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    /// Escapes what would be read as a block at the start of a line: `#`, `>`, list markers,
    /// underlines, table rows.
    package static func lineStart(_ line: String) -> String {
        let characters = Array(line.utf8)
        guard let first = characters.first else { return line }
        switch first {
        case UInt8(ascii: "#"):
            let rest = characters.drop(while: { $0 == first })
            return characters.count - rest.count <= 6 && isEndOrSpace(rest.first)
                ? "\\" + line : line
        case UInt8(ascii: "-"), UInt8(ascii: "+"):
            return isEndOrSpace(characters.dropFirst().first) || isRule(characters)
                ? "\\" + line : line
        case UInt8(ascii: "="):
            return isRule(characters) ? "\\" + line : line
        case UInt8(ascii: ">"), UInt8(ascii: "|"):
            return "\\" + line
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return numberEscaped(line, characters)
        default:
            return line
        }
    }

    private static func numberEscaped(_ line: String, _ characters: [UInt8]) -> String {
        let digits = characters.prefix { (0x30...0x39).contains($0) }
        let rest = characters.dropFirst(digits.count)
        guard digits.count <= 9, let mark = rest.first,
            mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
            isEndOrSpace(rest.dropFirst().first)
        else { return line }
        return String(decoding: digits, as: UTF8.self) + "\\"
            + String(decoding: rest, as: UTF8.self)
    }

    private static func isRule(_ characters: [UInt8]) -> Bool {
        characters.allSatisfy { $0 == characters[0] || $0 == 0x20 }
    }

    private static func isEndOrSpace(_ character: UInt8?) -> Bool {
        character.map(\.isHTMLSpace) ?? true
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }

    private static func mayStartTag(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "/" || scalar == "!" || scalar == "?" || scalar.properties.isAlphabetic
    }
}
