internal import Glibc

/// The fast access to a text's UTF-8.
extension StringProtocol {
    package func holds(_ byte: UInt8) -> Bool {
        let isHeld = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
        }
        return isHeld ?? utf8.contains(byte)
    }

    /// Whether the bytes of `text` occur, whatever characters they are part of.
    package func holds(_ text: String) -> Bool {
        firstOffset(of: text) != nil
    }

    /// Returns the number of bytes before the first occurrence of `text`; `nil` if there is none.
    package func firstOffset(of text: String) -> Int? {
        var text = text
        let search = text.withUTF8 { wanted in
            utf8.withContiguousStorageIfAvailable { ByteSearch(of: wanted, in: $0) }
        }
        switch search {
        case .at(let offset): return offset
        case .nowhere: return nil
        case .givenUp, nil:
            return utf8.firstRange(of: text.utf8).map {
                utf8.distance(from: utf8.startIndex, to: $0.lowerBound)
            }
        }
    }
}

/// The result of a search by the first byte.
private enum ByteSearch {
    case at(Int)
    case nowhere
    /// A search given up, as too much of the text looks like the beginning of the wanted text.
    case givenUp

    /// Bytes compared for each byte of the text at most, so that no text takes more than linear
    /// time.
    private static let effort = 16

    init(of wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = wanted.first, let text = wanted.baseAddress,
            let start = bytes.baseAddress.map(UnsafeRawPointer.init)
        else {
            self = wanted.isEmpty ? .at(0) : .nowhere
            return
        }
        var offset = 0
        var left = Self.effort * bytes.count
        while bytes.count - offset >= wanted.count {
            let places = bytes.count - offset - wanted.count + 1
            guard let found = memchr(start + offset, Int32(first), places) else { break }
            offset = start.distance(to: found)
            left -= wanted.count
            guard left >= 0 else {
                self = .givenUp
                return
            }
            if memcmp(found, text, wanted.count) == 0 {
                self = .at(offset)
                return
            }
            offset += 1
        }
        self = .nowhere
    }
}

extension String {
    /// Returns a mark that does not occur in the text.
    ///
    /// - Parameter end: The text appended to `start` until the mark is absent.
    func absentMark(_ start: String, grownBy end: String) -> String {
        var mark = start
        while holds(mark) { mark += end }
        return mark
    }
}
