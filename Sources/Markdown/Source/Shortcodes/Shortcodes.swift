internal import Markup

/// The replacement of Hugo's built-in shortcodes by Markdown. Those of a theme stay as they are
/// written, and the lines between two of them stay lines.
///
/// They are known by their form, never run. Spec: Hugo, "Shortcodes"; attack 34.
public struct Shortcodes {
    let bytes: [UInt8]
    private let reference: (String) throws -> String?
    var output: [UInt8] = []
    var sourceLines: [Int] = [1]
    /// The position of the next byte to read.
    var index = 0
    var line = 1
    /// Marks that a later one may close: name, and the line of the output they stand on.
    private var open: [(name: String, outputLine: Int)] = []
    private var openCounts: [String: Int] = [:]
    /// Lines of the output, counted from 0, that must not be joined with the next: from the one, and
    /// no longer from the other on.
    private var kept: [(start: Int, end: Int)] = []
    /// Names that no mark closes from here on.
    var unclosed: Set<String> = []
    var lineStart = 0
    var knownLine = 0..<0
    var codeLines: Set<Int> = []

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

    /// Replaces a shortcode in the output, if it has an equivalent in Markdown.
    ///
    /// - Returns: Whether the shortcode was replaced.
    mutating func take(_ mark: Shortcode, isCode: Bool) throws -> Bool {
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

    /// Records the lines since the matching opening shortcode, which stay separate lines.
    private mutating func close(_ mark: Shortcode) {
        guard openCounts[mark.name, default: 0] > 0 else { return }
        while let last = open.popLast() {
            openCounts[last.name, default: 1] -= 1
            guard last.name == mark.name else { continue }
            kept.append((last.outputLine, sourceLines.count - 1))
            return
        }
    }

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
