/// The pieces of a template's text, one after another: lines, white space that begins them, and tags.
struct TemplateScanner {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var line = 1
    private var isAtLineStart = true
    /// Whether nothing but white space was found on this line so far.
    private var isLineBlank = true

    private static let newline = UInt8(ascii: "\n")
    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the next piece; `nil` at the end.
    mutating func next() throws(TemplateError) -> TemplatePiece? {
        guard index < bytes.count else { return nil }
        if isAtLineStart {
            isAtLineStart = false
            let start = index
            index = endOfBlanks(from: index)
            return .space(start..<index)
        }
        return isTag(at: index) ? .tag(try tag()) : .text(text())
    }

    /// Treats the following text as the beginning of a line, as if nothing were written before it.
    mutating func beginLine() {
        isAtLineStart = true
        isLineBlank = true
    }

    private func isTag(at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == Self.open && bytes[index + 1] == Self.open
    }

    private func endOfBlanks(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t")
        {
            end += 1
        }
        return end
    }

    /// Reads to the next tag or after the line's end.
    private mutating func text() -> Range<Int> {
        let start = index
        isLineBlank = false
        while index < bytes.count, !isTag(at: index) {
            index += 1
            if bytes[index - 1] == Self.newline {
                line += 1
                beginLine()
                break
            }
        }
        return start..<index
    }

    private mutating func tag() throws(TemplateError) -> TemplateTag {
        let (start, line) = (index, self.line)
        let mark = index + 2 < bytes.count ? bytes[index + 2] : 0
        let kind = TemplateTag.kind(mark) ?? .variable
        let isTriple = mark == Self.open
        let nameStart = kind == .variable ? index + 2 : index + 3
        guard let end = endOfName(from: nameStart, braces: isTriple ? 3 : 2),
            kind == .comment || !(nameStart..<end).contains(where: isTag(at:))
        else { throw TemplateError(line: line, problem: .unclosedTag(excerpt(from: start))) }
        index = end + (isTriple ? 3 : 2)
        self.line += bytes[start..<index].count { $0 == Self.newline }
        let name = kind == .comment ? "" : Self.trimmed(bytes[nameStart..<end])
        if kind != .comment,
            !TemplateSyntax.isName(name, allowsSlash: TemplateTag.isOfTemplate(kind))
        {
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            throw TemplateError(line: line, problem: .invalidTag(String(text.prefix(60))))
        }
        return TemplateTag(
            kind: kind, name: name, line: line, isStandalone: endLine(after: kind))
    }

    private func endOfName(from start: Int, braces: Int) -> Int? {
        guard start + braces <= bytes.count else { return nil }
        return (start...(bytes.count - braces)).first { start in
            bytes[start..<start + braces].allSatisfy { $0 == Self.close }
        }
    }

    /// Skips the rest of the line, if the tag was alone on it.
    private mutating func endLine(after kind: TemplateTag.Kind) -> Bool {
        let isFirst = isLineBlank
        isLineBlank = false
        guard isFirst, TemplateTag.canStandAlone(kind) else { return false }
        var end = endOfBlanks(from: index)
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == Self.newline {
            end += 1
        }
        guard end == bytes.count || bytes[end] == Self.newline else { return false }
        if end < bytes.count {
            end += 1
            line += 1
        }
        index = end
        beginLine()
        return true
    }

    private func excerpt(from start: Int) -> String {
        let end = bytes[start...].firstIndex(of: Self.newline) ?? bytes.count
        let line = Self.trimmed(bytes[start..<end])
        return String(line.prefix(40))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
