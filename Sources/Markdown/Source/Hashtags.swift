/// Tags as diaspora* knows them: words behind a `#` in the text.
/// Spec: diaspora*, `Diaspora::Taggable`; features.md C9.
public enum Hashtags {
    /// The length of the longest tag, in characters.
    public static let maximumCharacters = 255

    /// Appends a line with those of the tags that the text does not contain yet.
    public static func appended(to text: String, tags: [String]) -> String {
        var known = held(in: text)
        let new = tags.compactMap(normalised).filter { known.insert($0).inserted }
        guard !new.isEmpty else { return text }
        let line = new.map { "#" + $0 }.joined(separator: " ")
        return text.isEmpty ? line : text.trimmedAtEnd + "\n\n" + line
    }

    /// Spells out the signs of a tag that would otherwise be lost and make it another tag: `C++`,
    /// `C#`, `.NET`.
    public static func spelled(_ tag: String) -> String {
        var word = tag.trimmed
        if word.hasSuffix("++") { word = word.dropLast(2) + "pp" }
        if word.hasSuffix("#"), word.count > 1 { word = word.dropLast() + "sharp" }
        if word.hasPrefix("."), word.dropFirst().first?.isLetter == true {
            word = "dot" + word.dropFirst()
        }
        return word
    }

    /// Reduces a tag to the characters that tags may have; `nil` if nothing is left.
    public static func normalised(_ tag: String) -> String? {
        if isNormal(tag) { return tag }
        let words = tag.lowercased().split(whereSeparator: \.isWhitespace)
        let joined = words.map { String($0.unicodeScalars.filter(isTagScalar).map(Character.init)) }
            .filter { !$0.isEmpty }.joined(separator: "-")
        let cut = String(joined.prefix(maximumCharacters))
        return cut.isEmpty ? nil : cut
    }

    private static func isNormal(_ tag: String) -> Bool {
        (1...maximumCharacters).contains(tag.utf8.count)
            && tag.utf8.allSatisfy {
                $0.isDigit || (0x61...0x7A).contains($0) || $0 == 0x5F || $0 == 0x2D
            }
    }

    /// Returns the tags in a text, code aside.
    static func held(in text: String) -> Set<String> {
        guard mayHoldTag(text) else { return [] }
        return SourceTree.withRoot(of: text) { root in
            var tags: Set<String> = []
            var pending = ""
            root.walk { node in
                switch node.kind {
                case .text: pending += node.literal
                case .codeSpan: pending += "`"
                default:
                    collect(pending, into: &tags)
                    pending = ""
                }
            }
            collect(pending, into: &tags)
            return tags
        }
    }

    /// Whether a `#` stands before a tag's letter, or a mark that may vanish between the two, or
    /// there are entities, which may be either. The `#` of a heading and a space make no tag.
    private static func mayHoldTag(_ text: String) -> Bool {
        if text.holds(UInt8(ascii: "&")) { return true }
        var text = text
        return text.withUTF8 { bytes in
            bytes.indices.contains { index in
                guard bytes[index] == UInt8(ascii: "#"), let next = bytes.byte(at: index + 1) else {
                    return false
                }
                return next.isAlphanumeric || next >= 0x80 || "_-\\*~]".utf8.contains(next)
            }
        }
    }

    private static func collect(_ text: String, into tags: inout Set<String>) {
        guard text.holds(UInt8(ascii: "#")) else { return }
        for word in text.split(whereSeparator: \.isWhitespace) where word.first == "#" {
            let tag = word.dropFirst().unicodeScalars.prefix(while: isTagScalar)
            if let tag = normalised(String(tag)) { tags.insert(tag) }
        }
    }

    private static func isTagScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "-", "\u{0559}", "\u{055B}", "\u{055E}", "\u{058A}": return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation,
            .letterNumber:
            return true
        default: return false
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        let scalars = unicodeScalars
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
            return ""
        }
        return String(scalars[...last])
    }
}
