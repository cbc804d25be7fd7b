internal import Markup

/// Makes Markdown of the shortcodes that Hugo brings along. Those of a theme stay as they are written,
/// and the lines between two of them stay lines.
///
/// They are known by their form, never run. Spec: Hugo, "Shortcodes"; attack 34.
public struct Shortcodes {
    private let bytes: [UInt8]
    private let reference: (String) throws -> String?
    private var output: [UInt8] = []
    private var sourceLines: [Int] = [1]
    /// Where the next bytes come from.
    private var index = 0
    private var line = 1
    /// Marks that a later one may close: name, and the line of the output they stand on.
    private var open: [(name: String, outputLine: Int)] = []
    private var openCounts: [String: Int] = [:]
    /// Lines of the output, counted from 0, that must not be joined with the next: from the one, and
    /// no longer from the other on.
    private var kept: [(start: Int, end: Int)] = []
    /// Names that no mark closes from here on.
    private var unclosed: Set<String> = []
    private var lineStart = 0
    private var knownLine = 0..<0
    private var codeLines: Set<Int> = []

    /// - Parameter reference: The address that a path of `ref` or `relref` leads to; `nil` leaves the mark.
    public static func replaced(
        in text: String, reference: (String) throws -> String?
    ) rethrows -> ShortcodeText {
        guard text.holds("{{<") || text.holds("{{%") else { return ShortcodeText(text) }
        return try withoutActuallyEscaping(reference) { reference in
            var shortcodes = Shortcodes(bytes: Array(text.utf8), reference: reference)
            try shortcodes.run()
            return shortcodes.result()
        }
    }

    private init(bytes: [UInt8], reference: @escaping (String) throws -> String?) {
        self.bytes = bytes
        self.reference = reference
    }

    private mutating func run() throws {
        var code = CodeState()
        var isLineStart = true
        var isCode = false
        while index < bytes.count {
            if isLineStart {
                isCode = code.take(bytes[index..<lineEnd(index)])
                if isCode { codeLines.insert(sourceLines.count - 1) }
            }
            let byte = bytes[index]
            isLineStart = byte == 0x0A
            if byte == UInt8(ascii: "{"), let mark = Shortcode(bytes, at: index) {
                if try take(mark, isCode: isCode) { continue }
            } else if byte == UInt8(ascii: "`"), !isCode {
                copySpan()
                continue
            }
            copy(upTo: index + 1)
        }
    }

    /// - Returns: Whether the mark was replaced.
    private mutating func take(_ mark: Shortcode, isCode: Bool) throws -> Bool {
        if case .escaped(let text) = mark.role {
            let kind = Unicode.Scalar(bytes[index + 2])
            let end = kind == "<" ? ">" : "%"
            emit(
                isCode
                    ? "{{\(kind)\(text)\(end)}}"
                    : "{\\{\(kind == "<" ? "\\<" : "%")\(MarkdownEscape.inline(text))\(end)}}")
            skip(to: mark.end)
            return true
        }
        guard !isCode else { return false }
        if mark.role == .closing {
            close(mark)
            return false
        }
        switch mark.meaning {
        case .block(let paragraphs): emit(paragraphs, in: mark)
        case .code(let language, let isInline):
            return takeCode(behind: mark, language: language, isInline: isInline)
        case .reference(let path):
            guard let address = try reference(path) else { return false }
            emit(address)
            skip(to: mark.end)
        case nil:
            open.append((mark.name, sourceLines.count - 1))
            openCounts[mark.name, default: 0] += 1
            return false
        }
        return true
    }

    /// Keeps the lines since the mark that is closed apart.
    private mutating func close(_ mark: Shortcode) {
        guard openCounts[mark.name, default: 0] > 0 else { return }
        while let last = open.popLast() {
            openCounts[last.name, default: 1] -= 1
            guard last.name == mark.name else { continue }
            kept.append((last.outputLine, sourceLines.count - 1))
            return
        }
    }

    // MARK: - Code

    private mutating func takeCode(
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

    /// The next closing mark of a name.
    private func closing(_ name: String, from start: Int) -> (start: Int, end: Int)? {
        var place = start
        while let found = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
            if let mark = Shortcode(bytes, at: found), mark.role == .closing, mark.name == name {
                return (found, mark.end)
            }
            place = found + 1
        }
        return nil
    }

    private static func span(_ code: String) -> String {
        let code = code.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        let mark = String(repeating: "`", count: longestRun(Array(code.utf8)[...]) + 1)
        let pad = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
        return code.isEmpty ? "" : mark + pad + code + pad + mark
    }

    private static func longestRun(_ code: ArraySlice<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for byte in code {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    // MARK: - Blocks

    /// Writes paragraphs in the place of a mark, parted from what stands around.
    private mutating func emit(_ paragraphs: [String], in mark: Shortcode) {
        let prefix = linePrefix()
        let behind = bytes[mark.end..<lineEnd(mark.end)]
        guard prefix.allSatisfy({ Self.isOfContainer($0) }),
            behind.allSatisfy({ $0 == 0x20 || $0 == 0x09 })
        else {
            emit(paragraphs.joined(separator: " "))
            skip(to: mark.end)
            return
        }
        let rest = Self.continuation(prefix)
        let blank = "\n" + String(decoding: rest, as: UTF8.self).trimmedAtEnd
        let isOfItem = rest != Array(prefix)
        let parting = blank + "\n" + String(decoding: rest, as: UTF8.self)
        if !isOfItem, !isBlank(lineBefore: index) {
            emit("\n" + String(decoding: rest, as: UTF8.self))
        }
        emit(paragraphs.joined(separator: parting))
        skip(to: lineEnd(mark.end))
        let next = index + 1
        if next < bytes.count,
            bytes[next..<lineEnd(next)].contains(where: { $0 > 0x20 && $0 != 0x3E })
        {
            emit(blank)
        }
    }

    private func isBlank(lineBefore place: Int) -> Bool {
        guard let end = bytes[..<place].lastIndex(of: 0x0A) else { return true }
        let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return bytes[start..<end].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    }

    private func linePrefix() -> ArraySlice<UInt8> {
        bytes[lineStart..<index]
    }

    private mutating func lineEnd(_ start: Int) -> Int {
        if !knownLine.contains(start) {
            knownLine = start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)
        }
        return knownLine.upperBound
    }

    private static func isOfContainer(_ byte: UInt8) -> Bool {
        " \t>-*+.)".utf8.contains(byte) || (0x30...0x39).contains(byte)
    }

    /// What stands before the further lines of a block that starts behind `prefix`.
    private static func continuation(_ prefix: ArraySlice<UInt8>) -> [UInt8] {
        prefix.map { $0 == UInt8(ascii: ">") || $0 == 0x09 ? $0 : 0x20 }
    }

    // MARK: - Copying

    private mutating func copy(upTo end: Int) {
        while index < end {
            output.append(bytes[index])
            if bytes[index] == 0x0A {
                line += 1
                sourceLines.append(line)
                lineStart = index + 1
            }
            index += 1
        }
    }

    /// Copies a run of backticks and, if the line has its like, all between them.
    private mutating func copySpan() {
        // A span of code is seldom longer, and a line may be very long.
        let end = min(lineEnd(index), index + Shortcode.maximumBytes)
        let run = bytes[index..<end].prefix { $0 == UInt8(ascii: "`") }.count
        var place = index + run
        while let found = bytes[place..<end].firstIndex(of: UInt8(ascii: "`")) {
            let other = bytes[found..<end].prefix { $0 == UInt8(ascii: "`") }.count
            place = found + other
            if other == run { return copyCode(upTo: place) }
        }
        copy(upTo: index + run)
    }

    /// Copies code, in which escaped marks alone are told anew.
    private mutating func copyCode(upTo end: Int) {
        while index < end {
            if bytes[index] == UInt8(ascii: "{"), let mark = Shortcode(bytes, at: index),
                case .escaped = mark.role, mark.end <= end,
                // In code nothing else is done with them.
                (try? take(mark, isCode: true)) == true
            {
                continue
            }
            copy(upTo: index + 1)
        }
    }

    private mutating func skip(to end: Int) {
        while index < end {
            if bytes[index] == 0x0A {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
    }

    private mutating func emit(_ text: String) {
        for byte in text.utf8 {
            output.append(byte)
            if byte == 0x0A { sourceLines.append(line) }
        }
    }

    // MARK: - The result

    private func result() -> ShortcodeText {
        guard !kept.isEmpty else {
            return ShortcodeText(String(decoding: output, as: UTF8.self), lines: sourceLines)
        }
        var lines = output.split(separator: 0x0A, omittingEmptySubsequences: false)
        var changes = [Int](repeating: 0, count: lines.count + 1)
        for (start, end) in kept {
            changes[start] += 1
            changes[end] -= 1
        }
        var depth = 0
        for number in 0..<(lines.count - 1) {
            depth += changes[number]
            guard depth > 0, !codeLines.contains(number) else { continue }
            let isBlank = [lines[number], lines[number + 1]].contains {
                $0.allSatisfy { $0 <= 0x20 }
            }
            if !isBlank, !lines[number].hasSuffix("  "), lines[number].last != 0x5C {
                lines[number] += [0x20, 0x20]
            }
        }
        let text = lines.joined(separator: CollectionOfOne(0x0A))
        return ShortcodeText(String(decoding: Array(text), as: UTF8.self), lines: sourceLines)
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
