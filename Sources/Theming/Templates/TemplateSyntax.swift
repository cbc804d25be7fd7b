/// Names in tags.
enum TemplateSyntax {
    /// Whether a text can be the name in a tag: `.` alone, or parts with dots between them.
    ///
    /// - Parameter allowsSlash: Whether it may be the name of a template in a folder.
    static func isName(_ text: String, allowsSlash: Bool) -> Bool {
        guard text != "." else { return true }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { part in !part.isEmpty && part.allSatisfy { isLetter($0, allowsSlash) } }
    }

    /// Reads the parts of a dotted name; none for `.`, which is the value that a section is about.
    static func path(_ name: String) -> [TemplateName] {
        name.split(separator: ".").map { TemplateName(String($0)) }
    }

    private static func isLetter(_ byte: UInt8, _ allowsSlash: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "?"): true
        case UInt8(ascii: "/"): allowsSlash
        default: false
        }
    }
}
