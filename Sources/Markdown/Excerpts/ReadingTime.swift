/// The estimated reading time of a text.
public enum ReadingTime {
    /// The reading speed for scripts with spaces between words.
    private static let wordsPerMinute = 220
    /// The reading speed for scripts without spaces between words.
    private static let charactersPerMinute = 500

    /// Returns the reading time in whole minutes, at least one.
    ///
    /// - Parameter html: The output of ``MarkdownRenderer``.
    public static func minutes(html: String) -> Int {
        var html = html
        let (words, characters) = html.withUTF8 { counts(in: $0) }
        let hundredths = 100 * words / wordsPerMinute + 100 * characters / charactersPerMinute
        return max(1, (hundredths + 50) / 100)
    }

    private static func counts(
        in html: UnsafeBufferPointer<UInt8>
    ) -> (words: Int, characters: Int) {
        var words = 0
        var characters = 0
        var isInTag = false
        var isInWord = false
        for byte in html {
            if byte == UInt8(ascii: "<") {
                isInTag = true
            } else if isInTag {
                isInTag = byte != UInt8(ascii: ">")
            } else if byte.isWhitespace {
                isInWord = false
            } else if byte >= 0xE3, byte <= 0xE9 {
                // Kana and Han: U+3000 to U+9FFF.
                characters += 1
                isInWord = false
            } else if !byte.isContinuation, !isInWord {
                words += 1
                isInWord = true
            }
        }
        return (words, characters)
    }
}
