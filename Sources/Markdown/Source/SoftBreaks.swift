/// The unwrapping of wrapped sources: where plain CommonMark has a soft break, the lines are
/// joined, since a post breaks at every newline.
///
/// The text is edited in place, never written anew from what was parsed: links, footnotes and
/// definitions stay as their writer wrote them. Two trailing spaces and a backslash stay breaks.
/// Spec: GitHub Flavored Markdown, "Soft line breaks".
enum SoftBreaks {
    static func joined(in text: String) -> String {
        joined(in: text) { _ in }.text
    }

    /// Returns the joined text, and the result of `read` for its tree, so that the text need not be
    /// parsed again for it.
    static func joined<Found>(
        in text: String, reading read: (SourceNode) -> Found
    ) -> (text: String, found: Found) {
        let lines = SourceLines(text)
        let wrapped = SourceTree.withRoot(of: text) { root -> Wrapped<Found> in
            var leaves = SourceLeaves(lines: lines)
            root.walk { leaves.visit($0) }
            let edits = leaves.all.filter { $0.lines.count > 1 }.map { leaf in
                SourceEdit(lines: leaf.lines, text: joined(leaf, lines))
            }
            return edits.isEmpty ? .nowhere(read(root)) : .at(edits, root.shape)
        }
        switch wrapped {
        case .nowhere(let found): return (text, found)
        case .at(let edits, let shape):
            let result = lines.replacing(edits)
            let found = SourceTree.withRoot(of: result) { $0.shape == shape ? read($0) : nil }
            if let found { return (result, found) }
            let part = lines.replacing(sound(edits[...], of: lines, besides: [], shape))
            return (part, SourceTree.withRoot(of: part, read))
        }
    }

    /// The result of looking for wrapped lines in a text.
    private enum Wrapped<Found> {
        case nowhere(Found)
        /// The edits that join it, and what it means.
        case at([SourceEdit], [UInt8])
    }

    /// Returns those edits after which the text still has the same meaning. cmark-gfm reads some
    /// sources in ways of its own; there only the lines in question stay wrapped.
    private static func sound(
        _ edits: ArraySlice<SourceEdit>, of lines: SourceLines, besides accepted: [SourceEdit],
        _ shape: [UInt8]
    ) -> [SourceEdit] {
        if hasShape(shape, lines.replacing(accepted + edits)) { return accepted + edits }
        guard edits.count > 1 else { return accepted }
        let middle = edits.startIndex + edits.count / 2
        let first = sound(edits[..<middle], of: lines, besides: accepted, shape)
        return sound(edits[middle...], of: lines, besides: first, shape)
    }

    private static func hasShape(_ shape: [UInt8], _ text: String) -> Bool {
        SourceTree.withRoot(of: text) { $0.shape == shape }
    }

    private static func joined(_ leaf: SourceLeaf, _ lines: SourceLines) -> String {
        var result: [[UInt8]] = []
        var isContinued = false
        for number in leaf.lines {
            let line = lines[number]
            if isContinued, let last = result.popLast() {
                result.append(join(last, leaf.content(of: line)))
            } else {
                result.append(Array(line))
            }
            isContinued = number >= leaf.firstTextLine && !endsInBreak(line)
        }
        let bytes = result.joined(separator: CollectionOfOne(0x0A))
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    private static func endsInBreak(_ line: ArraySlice<UInt8>) -> Bool {
        if line.hasSuffix("  ") { return true }
        let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        return backslashes % 2 == 1
    }

    private static func join(_ head: [UInt8], _ tail: ArraySlice<UInt8>) -> [UInt8] {
        var head = head[...]
        while let last = head.last, last == 0x20 || last == 0x09 { head.removeLast() }
        return Array(head) + (needsSpace(head, tail) ? [0x20] : []) + tail
    }

    /// Whether two joined lines need a space between them: Chinese and Japanese have none between
    /// words.
    private static func needsSpace(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> Bool {
        guard let last = head.last, last >= 0x80, let first = tail.first, first >= 0x80 else {
            return true
        }
        let end = String(decoding: head.suffix(4), as: UTF8.self).unicodeScalars.last
        let start = String(decoding: tail.prefix(4), as: UTF8.self).unicodeScalars.first
        guard let end, let start, end.isWrittenUnspaced, start.isWrittenUnspaced else {
            return true
        }
        // An address, mention or tag would swallow what is joined to it.
        let word = head.reversed().prefix { $0 != 0x20 && $0 != 0x09 }
        return word.contains(UInt8(ascii: "#")) || word.contains(UInt8(ascii: "@"))
            || word.contains(UInt8(ascii: ":")) || word.contains(UInt8(ascii: "."))
    }
}

extension Unicode.Scalar {
    /// Whether a character is written without spaces around it: Han, kana and their punctuation.
    fileprivate var isWrittenUnspaced: Bool {
        switch value {
        case 0x2E80...0x2FDF, 0x3001...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0xFF01...0xFF9F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    func hasSuffix(_ suffix: String) -> Bool {
        self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}
