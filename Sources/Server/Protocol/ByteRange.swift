/// The part of a file that a `Range` header asks for, RFC 9110 section 14.
enum ByteRange: Sendable, Equatable {
    /// The whole file, as there is no range, more than one, another unit, or nonsense.
    case whole
    case part(Range<Int>)
    /// The range begins beyond the end of the file.
    case unsatisfiable

    /// - Parameter size: Bytes in the file.
    init(_ header: String?, size: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1])
        else { return }
        switch (first, last) {
        case (nil, nil): return
        case (nil, let suffix?):
            self =
                suffix == 0 || size == 0
                ? .unsatisfiable : .part(max(0, size - suffix)..<size)
        case (let start?, let end):
            if let end, end < start { return }
            self =
                start >= size
                ? .unsatisfiable : .part(start..<min(size, (end ?? size - 1) + 1))
        }
    }

    /// Parses a number: nil if the text is not one, `.some(nil)` if it is empty.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return .some(Int(text))
    }
}
