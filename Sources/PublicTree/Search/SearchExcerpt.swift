/// The beginning of a text, as a search result shows it.
struct SearchExcerpt {
    /// Longest excerpt, in characters (Unicode scalars).
    static let maximumLength = 240

    let text: String

    /// Joins lines, and cuts at a space if there is one in the last quarter.
    init(_ plainText: String) {
        var text = plainText
        self.text = text.withUTF8 { Self.excerpt(of: $0) }
    }

    private static func excerpt(of text: UnsafeBufferPointer<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(maximumLength * 2)
        var length = 0
        var lastSpace = 0
        var isPending = false
        for byte in text {
            if byte <= 0x20 {
                isPending = !bytes.isEmpty
                continue
            }
            let beginsCharacter = byte & 0xC0 != 0x80
            if isPending, beginsCharacter {
                lastSpace = bytes.count
                bytes.append(0x20)
                length += 1
                isPending = false
            }
            if beginsCharacter {
                guard length < maximumLength else {
                    return cut(bytes, lastSpace)
                }
                length += 1
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func cut(_ bytes: [UInt8], _ lastSpace: Int) -> String {
        let end = lastSpace * 4 > bytes.count * 3 ? lastSpace : bytes.count
        return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }
}
