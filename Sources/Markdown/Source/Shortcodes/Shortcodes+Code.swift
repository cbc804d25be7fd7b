/// Code between two marks, as a block of its own or a span.
extension Shortcodes {
    mutating func takeCode(
        behind mark: Shortcode, language: String, isInline: Bool
    ) -> Bool {
        guard !unclosed.contains(mark.name) else { return false }
        guard let closing = closing(mark.name, from: mark.end) else {
            unclosed.insert(mark.name)
            return false
        }
        let prefix = linePrefix()
        let isAlone = prefix.allSatisfy { Self.isOfContainer($0) }
        let code = bytes[mark.end..<closing.start]
        if isInline || (!isAlone && !code.contains(0x0A)) {
            emit(Self.span(String(decoding: code, as: UTF8.self)))
            skip(to: closing.end)
            return true
        }
        let rest = String(decoding: Self.continuation(prefix), as: UTF8.self)
        let fence = String(repeating: "`", count: max(3, Self.longestRun(code) + 1))
        if !isAlone { emit("\n\n") }
        let start = sourceLines.count - 1
        emit(fence + language.filter { $0.isLetter || $0.isNumber || "+-#_.".contains($0) })
        let first = code.prefix { $0 == 0x20 || $0 == 0x09 }.count
        skip(to: mark.end + (code.dropFirst(first).first == 0x0A ? first + 1 : 0))
        emit(code.dropFirst(first).first == 0x0A ? "\n" : "\n" + rest)
        // Blanks before the closing mark are those of its line.
        var end = closing.start
        while end > index, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        if end > index, bytes[end - 1] == 0x0A { end -= 1 }
        copy(upTo: end)
        emit((index == mark.end ? "" : "\n") + rest + fence)
        codeLines.formUnion(start..<sourceLines.count)
        skip(to: closing.end)
        let behind = bytes[index..<lineEnd(index)]
        if behind.contains(where: { $0 != 0x20 && $0 != 0x09 }) { emit("\n" + rest) }
        return true
    }

    /// Returns the range of the next closing shortcode with a name.
    func closing(_ name: String, from start: Int) -> (start: Int, end: Int)? {
        var place = start
        while let found = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
            if let mark = Shortcode(bytes, at: found), mark.role == .closing, mark.name == name {
                return (found, mark.end)
            }
            place = found + 1
        }
        return nil
    }

    static func span(_ code: String) -> String {
        let code = code.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        let mark = String(repeating: "`", count: longestRun(Array(code.utf8)[...]) + 1)
        let pad = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
        return code.isEmpty ? "" : mark + pad + code + pad + mark
    }

    static func longestRun(_ code: ArraySlice<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for byte in code {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
