/// A text as lines of bytes, numbered from 1, which is how cmark counts.
struct SourceLines {
    private(set) var lines: [ArraySlice<UInt8>]

    init(_ text: String) {
        lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    var count: Int { lines.count }

    subscript(number: Int) -> ArraySlice<UInt8> {
        lines.indices.contains(number - 1) ? lines[number - 1] : []
    }

    /// Returns the lines of `numbers` as one text.
    func text(_ numbers: ClosedRange<Int>) -> String {
        let bytes = numbers.map { self[$0] }.joined(separator: CollectionOfOne(0x0A))
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    /// Returns the text with some of its lines replaced.
    func replacing(_ edits: [SourceEdit]) -> String {
        var bytes: [UInt8] = []
        var number = 1
        for edit in edits.sorted() {
            // Of two edits of the same lines the larger wins.
            guard edit.lines.lowerBound >= number else { continue }
            while number < edit.lines.lowerBound { append(self[number], to: &bytes, &number) }
            number = edit.lines.upperBound + 1
            guard let text = edit.text else { continue }
            bytes += Array(text.utf8)
            if edit.lines.upperBound < count { bytes.append(0x0A) }
        }
        while number <= count { append(self[number], to: &bytes, &number) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(_ line: ArraySlice<UInt8>, to bytes: inout [UInt8], _ number: inout Int) {
        bytes += line
        if number < count { bytes.append(0x0A) }
        number += 1
    }
}

/// Lines to be replaced by a text, or to be taken out.
struct SourceEdit: Comparable {
    let lines: ClosedRange<Int>
    let text: String?

    /// Orders edits by the first line; the larger of two that start together comes first.
    static func < (one: SourceEdit, other: SourceEdit) -> Bool {
        (one.lines.lowerBound, -one.lines.upperBound)
            < (other.lines.lowerBound, -other.lines.upperBound)
    }
}
