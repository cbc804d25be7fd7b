/// The single pass over a text that ``MarkdownSource`` is made by.
struct SourceScanner {
    let text: UnsafeBufferPointer<UInt8>
    /// The rewritten text so far; `nil` as long as nothing had to be rewritten.
    private(set) var output: [UInt8]?
    private(set) var held: [HeldText] = []
    /// The number of bytes of the text that ``output`` accounts for.
    private var copied = 0
    private var pipes = 0
    private var delimiterRows = 0
    private var openImages = 0
    private var emphasisMarks = 0
    private var addresses = 0
    /// The next `}`, or the end of the text: found once for many openings.
    private var nextBrace = -1
    /// The last line end before ``nextBrace``: a mention has none.
    private var lineEndBeforeBrace = -1

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func scan() {
        var index = startLine(at: 0)
        while index < text.count {
            let byte = text[index]
            guard Self.isOfInterest(byte) else {
                index += 1
                continue
            }
            switch byte {
            case 0x0A, 0x0D:
                index = startLine(at: index + 1)
            case UInt8(ascii: "|"):
                pipes += 1
                if pipes > SourceLimits.cellsPerLine, text.byte(at: index - 1) != 0x5C {
                    disarm(at: index)
                }
                index += 1
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                emphasisMarks += 1
                if emphasisMarks > SourceLimits.emphasisMarksPerBlock { disarm(at: index) }
                index += 1
            case UInt8(ascii: "!"):
                index = scanImage(at: index)
            case UInt8(ascii: "@"):
                index = scanMention(at: index)
            case UInt8(ascii: ":"):
                index = scanEntityLink(at: index)
            case UInt8(ascii: "#"):
                index = isEscaped(index) ? scanEscapedHash(at: index) : scanIsolatedTag(at: index)
            default:
                if StandIn.starts(at: index, in: text) {
                    replace(index..<index + 3, with: [0xEF, 0xBF, 0xBD])
                }
                index += 1
            }
        }
        if output != nil { copy(to: text.count) }
    }

    @inline(__always) private static func isOfInterest(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x0D, 0x21, 0x23, 0x2A, 0x3A, 0x40, 0x5F, 0x7C, 0x7E, 0xEF: true
        default: false
        }
    }

    /// Reads the beginning of a line.
    private mutating func startLine(at start: Int) -> Int {
        pipes = 0
        var line = SourceLine(text, at: start)
        if line.isBlank {
            delimiterRows = 0
            openImages = 0
            emphasisMarks = 0
            addresses = 0
        } else if let columns = line.delimiterColumns {
            delimiterRows += 1
            if delimiterRows > SourceLimits.delimiterRowsPerBlock
                || line.tableIsSparse(columns: columns)
            {
                for index in line.content..<line.end where text[index] == UInt8(ascii: "|") {
                    disarm(at: index)
                }
                return line.end
            }
        }
        if let marker = line.markerBeyondDepth() { disarm(at: marker) }
        // Its asterisks are no marks of emphasis.
        return line.isRule ? line.end : start
    }

    private mutating func scanImage(at index: Int) -> Int {
        guard text.byte(at: index + 1) == UInt8(ascii: "[") else { return index + 1 }
        if !descriptionEnds(from: index + 2) {
            openImages += 1
            if openImages > SourceLimits.openImagesPerBlock { disarm(at: index + 1) }
        }
        return index + 2
    }

    /// Whether the parser is sure to see a `]` end the description of an image that starts here: nothing stands
    /// before it that could hide it, such as code, nor another bracket.
    private func descriptionEnds(from start: Int) -> Bool {
        var position = start
        while let byte = text.byte(at: position) {
            switch byte {
            case UInt8(ascii: "]"): return true
            case UInt8(ascii: "["), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "{"):
                return false
            case UInt8(ascii: ":") where text.byte(at: position + 1) == UInt8(ascii: "/"):
                return false
            case 0x5C: position += 2
            default: position += 1
            }
        }
        return false
    }

    private mutating func scanMention(at index: Int) -> Int {
        guard text.byte(at: index + 1) == UInt8(ascii: "{"), !isEscaped(index) else {
            if endsNameBehindAt(index) {
                disarm(at: index)
                return index + 1
            }
            addresses += 1
            if addresses > SourceLimits.addressesPerBlock { disarm(at: index) }
            return index + 1
        }
        if nextBrace < index {
            nextBrace = text[index...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
            lineEndBeforeBrace = text[index..<nextBrace].lastIndex { $0.isLineEnd } ?? -1
        }
        guard nextBrace < text.count, lineEndBeforeBrace < index,
            let kind = MentionSyntax.read(text, from: index, to: nextBrace)
        else { return index + 1 }
        hold(index..<nextBrace + 1, as: kind)
        return nextBrace + 1
    }

    /// Whether the name before this `@` has another one before it, as in `@bob@example.org`: no address of mail.
    private func endsNameBehindAt(_ index: Int) -> Bool {
        var start = index
        while start > 0, Self.isOfName(text[start - 1]) { start -= 1 }
        guard start < index, start > 0, text[start - 1] == UInt8(ascii: "@") else { return false }
        // Not in an address of the web.
        guard let before = text.byte(at: start - 2) else { return true }
        return before < 0x80 && !Self.isOfName(before) && !"/:=&?%#~".utf8.contains(before)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || "._-+".utf8.contains(byte)
    }

    private mutating func scanEntityLink(at colon: Int) -> Int {
        guard text.byte(at: colon + 1) == UInt8(ascii: "/"),
            let start = EntityLinkSyntax.start(before: colon, in: text), start >= copied,
            let (kind, end) = EntityLinkSyntax.read(text, from: start)
        else { return colon + 1 }
        hold(start..<end, as: kind)
        return end
    }

    private mutating func scanEscapedHash(at index: Int) -> Int {
        if index == 1 || text[index - 2].isWhitespace, index - 1 >= copied {
            let lead = [StandIn.lead.0, StandIn.lead.1]
            replace(index - 1..<index + 1, with: lead + [StandIn.escapedHash])
        }
        return index + 1
    }

    /// Removes the marks of writing direction that old clients put around a tag.
    ///
    /// Spec: diaspora* federation protocol, "Text conventions": U+202A or U+202B before the `#`,
    /// U+200E, U+200F, U+202D or U+202E after it, U+202C at the end.
    private mutating func scanIsolatedTag(at index: Int) -> Int {
        guard index >= 3, index - 3 >= copied, index + 3 < text.count,
            text[index - 3] == 0xE2, text[index - 2] == 0x80,
            text[index - 1] == 0xAA || text[index - 1] == 0xAB,
            text[index + 1] == 0xE2, text[index + 2] == 0x80,
            [0x8E, 0x8F, 0xAD, 0xAE].contains(text[index + 3])
        else { return index + 1 }
        var end = index + 4
        while end < text.count, end < index + 1_100, !text[end].isWhitespace,
            !text.starts(with: "\u{202C}", at: end)
        {
            end += 1
        }
        guard text.starts(with: "\u{202C}", at: end) else { return index + 1 }
        replace(index - 3..<end + 3, with: [0x23] + text[index + 4..<end])
        return end + 3
    }

    /// Whether an odd number of backslashes stands before.
    private func isEscaped(_ index: Int) -> Bool {
        var start = index
        while start > 0, text[start - 1] == 0x5C { start -= 1 }
        return (index - start) % 2 == 1
    }

    private mutating func hold(_ range: Range<Int>, as kind: HeldText.Kind) {
        let index = Array(String(held.count).utf8)
        held.append(HeldText(kind: kind, original: Array(text[range])))
        let lead = [StandIn.lead.0, StandIn.lead.1]
        replace(range, with: lead + [StandIn.opening] + index + lead + [StandIn.closing])
    }

    private mutating func disarm(at index: Int) {
        guard index >= copied, let last = StandIn.lastByte(for: text[index]) else { return }
        replace(index..<index + 1, with: [StandIn.lead.0, StandIn.lead.1, last])
    }

    private mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
        copy(to: range.lowerBound)
        output?.append(contentsOf: bytes)
        copied = range.upperBound
    }

    private mutating func copy(to end: Int) {
        if output == nil {
            output = []
            output?.reserveCapacity(text.count + 256)
        }
        output?.append(contentsOf: text[copied..<max(end, copied)])
        copied = max(end, copied)
    }
}
