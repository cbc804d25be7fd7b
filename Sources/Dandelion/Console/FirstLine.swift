/// The first line of a text, as lists show it: of bounded length, whatever its characters are made of, and without the
/// `#` of a heading.
///
/// A character may have any number of marks.
struct FirstLine: CustomStringConvertible {
    private static let maximumCharacters = 60
    /// The most bytes that `maximumCharacters` characters without combining marks take.
    private static let maximumBytes = 4 * maximumCharacters

    let description: String

    init(_ text: String) {
        let start = Self.withoutMark(text.unicodeScalars.drop { $0 == "\n" || $0 == "\r" })
        var bytes = 0
        let line = start.prefix { scalar in
            bytes += UTF8.width(scalar)
            return scalar != "\n" && scalar != "\r" && bytes <= Self.maximumBytes
        }
        description = String(String(line).prefix(Self.maximumCharacters))
    }

    /// Removes the mark of a heading. Spec: CommonMark 0.31, "ATX headings".
    private static func withoutMark(
        _ text: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView {
        let mark = text.prefix(7).prefix { $0 == "#" }
        let rest = text[mark.endIndex...]
        guard (1...6).contains(mark.count), rest.first == " " || rest.first == "\t" else {
            return text
        }
        return rest.drop { $0 == " " || $0 == "\t" }
    }
}
