/// The beginning of a text on one line, cut between words.
struct TextCut {
    private let limit: Int
    /// The characters read so far, white space folded.
    private var result: [UInt8] = []
    private var length = 0
    /// The position of the last space in ``result`` at which the text can be cut.
    private var lastSpace: Int?

    /// Shortens a text to one line of limited length.
    ///
    /// - Returns: At most `limit` characters (Unicode scalars), the last an ellipsis if text is
    ///   missing.
    static func cut(_ bytes: some Collection<UInt8>, to limit: Int) -> String {
        var cut = TextCut(limit: limit)
        return cut.read(bytes) ? cut.whole : cut.shortened
    }

    /// Returns a text on one line, if it is short enough.
    ///
    /// - Returns: `nil` if the text has more than `limit` characters.
    static func whole(_ bytes: some Collection<UInt8>, within limit: Int) -> String? {
        var cut = TextCut(limit: limit)
        return cut.read(bytes) ? cut.whole : nil
    }

    private init(limit: Int) {
        self.limit = limit
        result.reserveCapacity(limit * 2)
    }

    private var whole: String { String(decoding: result, as: UTF8.self) }

    /// Reads bytes until the limit is reached.
    ///
    /// - Returns: Whether all of the text fits.
    private mutating func read(_ bytes: some Collection<UInt8>) -> Bool {
        var pendingSpace = false
        for byte in bytes {
            if byte.isWhitespace {
                pendingSpace = !result.isEmpty
                continue
            }
            if !byte.isContinuation {
                if pendingSpace {
                    if length < limit { lastSpace = result.count }
                    result.append(0x20)
                    length += 1
                    pendingSpace = false
                }
                length += 1
                // One more is read, so that a character of several scalars is seen to go on.
                if length > limit { return false }
            }
            result.append(byte)
        }
        return true
    }

    private var shortened: String {
        if let lastSpace, lastSpace > result.count / 2 {
            var end = lastSpace
            while end > 0, Self.isLoose(result[end - 1]) { end -= 1 }
            return String(decoding: result[..<end], as: UTF8.self) + "…"
        }
        // No space is near: leave out the last character, which may be half of what was written.
        var text = whole.trimmingLooseEnd
        if !text.isEmpty { text.removeLast() }
        return text.trimmingLooseEnd + "…"
    }

    private static func isLoose(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "("), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmingLooseEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
