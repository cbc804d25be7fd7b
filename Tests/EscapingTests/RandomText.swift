import TestSupport

/// Texts of what escapers look at, and of what looks like it.
enum RandomText {
    private static let pieces = [
        "<", ">", "&", "\"", "'", "</", "]]>", "]", "/", "\\", "\n", "\r", "\t", "\0", "\u{1}",
        "\u{1F}", "\u{7F}",
        "\u{2027}", "\u{2028}", "\u{2029}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "é", "馬", "🐴",
        "\u{301}", "\u{A8}",
        "%", "%4", "#", " ", "a", "words",
    ]

    static func all(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
        }
    }
}
