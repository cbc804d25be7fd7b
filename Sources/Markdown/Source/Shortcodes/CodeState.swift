/// A scanner that decides, line by line, which lines of a source are code: between fences, or
/// indented.
///
/// Shortcodes are read before Markdown is, so that no parser can be asked: what stands between them may
/// be anything.
struct CodeState {
    private var fence: (mark: UInt8, count: Int)?
    private var isInList = false
    private var wasBlank = true
    private var wasIndented = false

    /// Reads the next line.
    ///
    /// - Returns: Whether it belongs to code; the lines of a fence do.
    mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        let content = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
        let run = content.prefix { $0 == content.first }.count
        let isMark = content.first == UInt8(ascii: "`") || content.first == UInt8(ascii: "~")
        if let open = fence {
            if isMark, content.first == open.mark, run >= open.count,
                content.dropFirst(run).allSatisfy({ $0 == 0x20 || $0 == 0x09 })
            {
                fence = nil
            }
            return true
        }
        if isMark, run >= 3, let mark = content.first,
            mark == UInt8(ascii: "~") || !content.dropFirst(run).contains(mark)
        {
            fence = (mark, run)
            (wasBlank, wasIndented) = (false, false)
            return true
        }
        return isIndentedCode(line, content)
    }

    private mutating func isIndentedCode(
        _ line: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>
    ) -> Bool {
        guard !content.isEmpty else {
            wasBlank = true
            return false
        }
        let isIndented = line.first == 0x09 || line.starts(with: [0x20, 0x20, 0x20, 0x20])
        if !isIndented { isInList = Self.startsItem(content) || (isInList && !wasBlank) }
        let isCode = isIndented && !isInList && (wasBlank || wasIndented)
        (wasBlank, wasIndented) = (false, isCode)
        return isCode
    }

    private static func startsItem(_ content: ArraySlice<UInt8>) -> Bool {
        guard let first = content.first else { return false }
        let rest =
            "-*+".utf8.contains(first)
            ? content.dropFirst() : content.drop { (0x30...0x39).contains($0) }
        guard rest.count < content.count else { return false }
        if "-*+".utf8.contains(first) { return rest.first == 0x20 || rest.first == 0x09 }
        return (rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")"))
            && rest.dropFirst().first == 0x20
    }
}
