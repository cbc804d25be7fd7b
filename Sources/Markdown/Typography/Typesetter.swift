/// A typesetter that replaces straight quotation marks and dashes while a text is read piece by
/// piece.
///
/// One pass: what a mark becomes depends on the characters beside it, and on whether a quotation is open.
/// Marks beside scripts that have others of their own stay as they are.
struct Typesetter {
    private let typography: Typography
    private var before = Neighbour.space
    private var isOuterOpen = false
    private var isInnerOpen = false
    /// The end of the mark that was set last, and whether it opens a quotation.
    private var lastMark = (end: -1, opens: false)
    /// Whether the mark that is being looked at opens a quotation.
    private var opens = false

    private static let double = UInt8(ascii: "\"")
    private static let single = UInt8(ascii: "'")
    private static let hyphen = UInt8(ascii: "-")

    init(_ typography: Typography) { self.typography = typography }

    /// Begins a block, in which nothing is open.
    mutating func startBlock() { self = Typesetter(typography) }

    /// Reads past a break of the line.
    mutating func passBreak() { before = .space }

    /// Reads past what is no text but stands as a word: code, a picture, an address.
    mutating func passWord() { before = .letter }

    /// Replaces quotes, dashes and other marks of a text by their typographic forms.
    ///
    /// - Returns: `nil` if the text can stay as it is.
    mutating func set(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        lastMark.end = -1
        defer { if !text.isEmpty { before = neighbour(before: text.count, in: text) } }
        guard text.contains(where: { Self.isMark($0) }) else { return nil }
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        let lastClosing = Self.lastClosingSingle(in: text)
        while index < text.count {
            opens = false
            let (length, mark) = replacement(at: index, in: text, lastClosing: lastClosing)
            if let mark {
                result += text[copied..<index]
                result += mark
                copied = index + length
                lastMark = (copied, opens)
            }
            index += length
        }
        return copied == 0 ? nil : result + text[copied...]
    }

    /// - Parameter lastClosing: The position of the last `'` of the piece that may close a quotation.
    /// - Returns: The number of bytes read, and their replacement, if there is one.
    private mutating func replacement(
        at index: Int, in text: UnsafeBufferPointer<UInt8>, lastClosing: Int
    ) -> (length: Int, mark: [UInt8]?) {
        switch text[index] {
        case Self.double: (1, doubleMark(at: index, in: text))
        case Self.single: (1, singleMark(at: index, in: text, lastClosing: lastClosing))
        case Self.hyphen: dash(at: index, in: text)
        default: (1, nil)
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == double || byte == single || byte == hyphen
    }

    private func neighbour(
        before index: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Neighbour {
        if index == lastMark.end { return lastMark.opens ? .opening : .other }
        return Neighbour(endingAt: index, of: text) ?? before
    }

    private mutating func doubleMark(
        at index: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        let previous = neighbour(before: index, in: text)
        let next = Neighbour(startingAt: index + 1, of: text)
        if previous.mayStandBeforeQuotation, next != .space {
            guard next != .foreign else { return nil }
            isOuterOpen = true
            opens = true
            return typography.outer.opening
        }
        guard isOuterOpen, previous != .space else { return nil }
        isOuterOpen = false
        return typography.outer.closing
    }

    private mutating func singleMark(
        at index: Int, in text: UnsafeBufferPointer<UInt8>, lastClosing: Int
    ) -> [UInt8]? {
        let previous = neighbour(before: index, in: text)
        let next = Neighbour(startingAt: index + 1, of: text)
        switch (previous, next) {
        case (.foreign, _), (_, .foreign), (.digit, .digit): return nil
        case (.letter, .letter), (.letter, .digit), (.digit, .letter):
            return Typography.apostrophe
        case (_, .digit) where previous.mayStandBeforeQuotation && lastClosing <= index:
            return Typography.apostrophe
        case (_, .letter), (_, .digit), (_, nil):
            guard previous.mayStandBeforeQuotation else { break }
            // A word that lost its beginning: 'tis.
            guard lastClosing > index || next == nil else { return Typography.apostrophe }
            isInnerOpen = true
            opens = true
            return typography.inner.opening
        default: break
        }
        if isInnerOpen, previous != .space {
            isInnerOpen = false
            return typography.inner.closing
        }
        return previous == .letter ? Typography.apostrophe : nil
    }

    /// Returns the dash for a `--` between spaces, or between digits, and the length of the run of
    /// hyphens.
    private func dash(
        at start: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> (length: Int, mark: [UInt8]?) {
        var end = start
        while text.byte(at: end) == Self.hyphen { end += 1 }
        let length = end - start
        guard length == 2, let previous = text.byte(at: start - 1), let next = text.byte(at: end)
        else { return (length, nil) }
        if previous == 0x20, next == 0x20 { return (length, typography.dash) }
        return (length, previous.isDigit && next.isDigit ? Typography.range : nil)
    }

    /// Returns the position of the last `'` that follows a word and precedes none; -1 if there is
    /// none.
    private static func lastClosingSingle(in text: UnsafeBufferPointer<UInt8>) -> Int {
        text.indices.last { index in
            guard text[index] == single else { return false }
            let next = Neighbour(startingAt: index + 1, of: text)
            return Neighbour(endingAt: index, of: text).map { $0 != .space } ?? false
                && next != .letter && next != .digit && next != .foreign
        } ?? -1
    }
}
