/// A paragraph or a heading of several lines, and its place in the source.
struct SourceLeaf {
    /// A container's mark that precedes the leaf's text on each line.
    enum Container {
        case quote
        /// An item of a list or a footnote, whose text starts that many columns in.
        case indent(Int)
    }

    let node: SourceNode
    let lines: ClosedRange<Int>
    /// First line that is text: link definitions may stand before it.
    let firstTextLine: Int
    let containers: [Container]

    /// Returns the content of a line that continues the leaf, without the marks of quotes and all
    /// indentation.
    ///
    /// Spec: GitHub Flavored Markdown, "Phase 1: block structure", laziness included.
    func content(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        read(line).content
    }

    /// Whether a line, reached without laziness, underlines the heading that this leaf is.
    func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
        let (content, indent, isLazy) = read(line)
        guard !isLazy, indent <= 3, let mark = content.first,
            mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-")
        else { return false }
        let rest = content.drop { $0 == mark }
        return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private func read(
        _ line: ArraySlice<UInt8>
    ) -> (content: ArraySlice<UInt8>, indent: Int, isLazy: Bool) {
        var reader = ColumnReader(rest: line)
        var isLazy = false
        loop: for container in containers {
            switch container {
            case .quote:
                guard reader.indent <= 3, reader.takeQuoteMark() else {
                    isLazy = true
                    break loop
                }
            case .indent(let columns):
                guard reader.indent >= columns else {
                    isLazy = true
                    break loop
                }
                reader.take(columns)
            }
        }
        let content = reader.rest.drop { $0 == 0x20 || $0 == 0x09 }
        return (content, reader.indent, isLazy)
    }
}

/// A reader of a line's indentation by columns; a tab goes to the next multiple of four.
private struct ColumnReader {
    var rest: ArraySlice<UInt8>
    private var column = 0
    /// Columns of a tab that are not taken yet.
    private var pending = 0

    init(rest: ArraySlice<UInt8>) {
        self.rest = rest
    }

    var indent: Int {
        var columns = pending
        for byte in rest {
            if byte == 0x20 {
                columns += 1
            } else if byte == 0x09 {
                columns += 4 - (column + columns) % 4
            } else {
                break
            }
        }
        return columns
    }

    mutating func take(_ columns: Int) {
        var left = columns
        while left > 0 {
            if pending == 0 {
                guard let byte = rest.first, byte == 0x20 || byte == 0x09 else { return }
                pending = byte == 0x20 ? 1 : 4 - column % 4
                rest.removeFirst()
            }
            let step = min(pending, left)
            pending -= step
            column += step
            left -= step
        }
    }

    mutating func takeQuoteMark() -> Bool {
        guard rest.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: ">") else {
            return false
        }
        take(indent)
        rest.removeFirst()
        column += 1
        if indent > 0 { take(1) }
        return true
    }
}
