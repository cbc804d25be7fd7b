/// One line of a text, as the parser's block structure treats it.
struct SourceLine {
    private let text: UnsafeBufferPointer<UInt8>
    private let start: Int
    /// The position of the first byte that is neither white space nor `>`.
    let content: Int
    /// The position of the line's end, computed on first use.
    private(set) lazy var end: Int = Self.lineEnd(in: text, from: content)

    init(_ text: UnsafeBufferPointer<UInt8>, at start: Int) {
        self.text = text
        self.start = start
        var position = start
        while position < text.count, text[position] != 0x0A, text[position] != 0x0D,
            text[position].isWhitespace || text[position] == UInt8(ascii: ">")
        {
            position += 1
        }
        content = position
    }

    var isBlank: Bool { content >= text.count || text[content].isLineEnd }

    /// Whether the line is a thematic break wherever it stands, and goes on with no paragraph.
    var isRule: Bool {
        content - start <= 3 && !isBlank && isThematicBreak(from: content)
            && text[start..<content].allSatisfy { $0 == 0x20 }
    }

    /// The number of columns of the table whose delimiter row this line can be; `nil` if it can be
    /// none.
    var delimiterColumns: Int? {
        mutating get {
            guard let first = text.byte(at: content), Self.isOfDelimiterRow(first) else {
                return nil
            }
            var pipes = 0
            var hasDash = false
            for byte in text[content..<end] {
                guard Self.isOfDelimiterRow(byte) || byte.isWhitespace else { return nil }
                if byte == UInt8(ascii: "|") { pipes += 1 }
                if byte == UInt8(ascii: "-") { hasDash = true }
            }
            return hasDash && pipes > 0 ? pipes + 1 : nil
        }
    }

    /// Whether a table of so many columns would be made of cells that nobody wrote.
    mutating func tableIsSparse(columns: Int) -> Bool {
        guard columns > 8 else { return false }
        let below = end
        var rows = 0
        var position = end
        while position < text.count {
            let line = SourceLine(text, at: position + 1)
            if line.isBlank { break }
            rows += 1
            position = Self.lineEnd(in: text, from: line.content)
        }
        return columns * rows > SourceLimits.spareCells + 2 * (position - below)
    }

    /// Returns the character that would open a container deeper than
    /// ``SourceLimits/containerDepth``.
    func markerBeyondDepth() -> Int? {
        var depth = 0
        var position = start
        while position < text.count {
            let blanks = blankColumns(from: &position)
            depth += max(0, blanks - 1) / 2
            guard let marker = marker(at: position) else { return nil }
            if isThematicBreak(from: position) { return nil }
            depth += 1
            if depth > SourceLimits.containerDepth { return marker.character }
            position = marker.end
        }
        return nil
    }

    private static func lineEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < text.count, !text[position].isLineEnd { position += 1 }
        return position
    }

    @inline(__always) private static func isOfDelimiterRow(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    }

    private func blankColumns(from position: inout Int) -> Int {
        var columns = 0
        while let byte = text.byte(at: position), byte.isBlank {
            columns += byte == 0x09 ? 4 : 1
            position += 1
        }
        return columns
    }

    /// Returns the marker of a quote, a list item or a note at this position, and its end.
    private func marker(at start: Int) -> (character: Int, end: Int)? {
        guard let first = text.byte(at: start) else { return nil }
        switch first {
        case UInt8(ascii: ">"):
            return (start, start + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
            return endsMarker(at: start + 1) ? (start, start + 1) : nil
        case UInt8(ascii: "["):
            guard text.byte(at: start + 1) == UInt8(ascii: "^") else { return nil }
            var position = start + 2
            while let byte = text.byte(at: position), byte != UInt8(ascii: "]"), !byte.isLineEnd {
                position += 1
            }
            guard text.starts(with: "]:", at: position) else { return nil }
            return (start, position + 2)
        case let digit where digit.isDigit:
            var position = start
            while position < start + 9, text.byte(at: position)?.isDigit == true { position += 1 }
            guard let dot = text.byte(at: position),
                dot == UInt8(ascii: ".") || dot == UInt8(ascii: ")"), endsMarker(at: position + 1)
            else { return nil }
            return (position, position + 1)
        default:
            return nil
        }
    }

    private func endsMarker(at index: Int) -> Bool {
        guard let byte = text.byte(at: index) else { return true }
        return byte.isBlank || byte.isLineEnd
    }

    /// Whether the rest of the line is at least three of `*` or `-` and white space.
    private func isThematicBreak(from start: Int) -> Bool {
        guard text[start] == UInt8(ascii: "*") || text[start] == UInt8(ascii: "-") else {
            return false
        }
        var count = 0
        var position = start
        while let byte = text.byte(at: position), !byte.isLineEnd {
            if byte == text[start] { count += 1 } else if !byte.isBlank { return false }
            position += 1
        }
        return count >= 3
    }
}
