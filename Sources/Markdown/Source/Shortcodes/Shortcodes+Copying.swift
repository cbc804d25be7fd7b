/// Bytes that go from the source to the output, with the lines that they came from.
extension Shortcodes {
    mutating func copy(upTo end: Int) {
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
    mutating func copySpan() {
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

    /// Copies code, in which only escaped marks are rewritten.
    mutating func copyCode(upTo end: Int) {
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

    mutating func skip(to end: Int) {
        while index < end {
            if bytes[index] == 0x0A {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
    }

    mutating func emit(_ text: String) {
        for byte in text.utf8 {
            output.append(byte)
            if byte == 0x0A { sourceLines.append(line) }
        }
    }
}
