/// The first line of a text, as lists show it: of bounded length, whatever its characters are made of.
///
/// A character may have any number of marks.
struct FirstLine: CustomStringConvertible {
    private static let maximumCharacters = 60
    /// As many as that many characters of any alphabet take without marks.
    private static let maximumBytes = 4 * maximumCharacters

    let description: String

    init(_ text: String) {
        let start = text.unicodeScalars.drop { $0 == "\n" || $0 == "\r" }
        var bytes = 0
        let line = start.prefix { scalar in
            bytes += UTF8.width(scalar)
            return scalar != "\n" && scalar != "\r" && bytes <= Self.maximumBytes
        }
        description = String(String(line).prefix(Self.maximumCharacters))
    }
}
