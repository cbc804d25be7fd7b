/// Characters that stand for held pieces while a text is parsed.
///
/// Unicode keeps U+FDD0 to U+FDEF free for a program's own use; they are no punctuation, no white
/// space and no syntax. U+FDD0, a decimal index, U+FDD1 stand for a ``HeldText``; U+FDD2 and those
/// that follow stand for one character of syntax that is to be text. All of them are three bytes,
/// EF B7 90 and up. A text that holds such characters itself gets U+FFFD for them.
enum StandIn {
    static let lead: (UInt8, UInt8) = (0xEF, 0xB7)
    static let opening: UInt8 = 0x90
    static let closing: UInt8 = 0x91
    /// The stand-in for `\#` after white space, which starts no tag.
    static let escapedHash: UInt8 = 0xAF
    private static let firstSyntax: UInt8 = 0x92
    private static let syntax: StaticString = "|>-+*.)[_~@"

    /// Returns the last byte of the character that stands for a character of syntax.
    static func lastByte(for character: UInt8) -> UInt8? {
        for index in 0..<syntax.utf8CodeUnitCount where syntax.utf8Start[index] == character {
            return firstSyntax + UInt8(index)
        }
        return nil
    }

    /// Returns the character of syntax for which the character with this last byte stands.
    static func character(for lastByte: UInt8) -> UInt8? {
        let index = Int(lastByte) - Int(firstSyntax)
        guard index >= 0, index < syntax.utf8CodeUnitCount else { return nil }
        return syntax.utf8Start[index]
    }

    /// Whether one of the characters starts here.
    static func starts(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index + 2 < bytes.count && bytes[index] == lead.0 && bytes[index + 1] == lead.1
            && bytes[index + 2] >= 0x90 && bytes[index + 2] <= 0xAF
    }

    /// Reads the index of a held piece and where its stand-in ends.
    static func reference(
        at index: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (held: Int, end: Int)? {
        guard bytes[index + 2] == opening else { return nil }
        var number = 0
        var position = index + 3
        while position < bytes.count, position < index + 10, bytes[position].isDigit {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        guard position > index + 3, starts(at: position, in: bytes),
            bytes[position + 2] == closing
        else { return nil }
        return (number, position + 3)
    }
}
