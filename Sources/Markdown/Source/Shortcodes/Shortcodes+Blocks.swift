/// Paragraphs in the place of a mark.
extension Shortcodes {
    /// Writes paragraphs in the place of a mark, parted from what stands around.
    mutating func emit(_ paragraphs: [String], in mark: Shortcode) {
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

    func isBlank(lineBefore place: Int) -> Bool {
        guard let end = bytes[..<place].lastIndex(of: 0x0A) else { return true }
        let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return bytes[start..<end].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    }

    func linePrefix() -> ArraySlice<UInt8> {
        bytes[lineStart..<index]
    }

    mutating func lineEnd(_ start: Int) -> Int {
        if !knownLine.contains(start) {
            knownLine = start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)
        }
        return knownLine.upperBound
    }

    static func isOfContainer(_ byte: UInt8) -> Bool {
        " \t>-*+.)".utf8.contains(byte) || (0x30...0x39).contains(byte)
    }

    /// Returns the prefix of the further lines of a block that starts behind `prefix`.
    static func continuation(_ prefix: ArraySlice<UInt8>) -> [UInt8] {
        prefix.map { $0 == UInt8(ascii: ">") || $0 == 0x09 ? $0 : 0x20 }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
