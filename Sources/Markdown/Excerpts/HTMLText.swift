/// The words of HTML from this program's renderer: tags become spaces, except those within
/// words, its five entities characters.
public enum HTMLText {
    public static func plain(_ html: String) -> String {
        var html = html
        let bytes = html.withUTF8 { text($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func text(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(html.count)
        var index = 0
        while index < html.count {
            switch html[index] {
            case UInt8(ascii: "<"):
                let start = index + 1
                while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
                if !isInline(html[start..<index]), text.last != UInt8(ascii: " ") {
                    text.append(UInt8(ascii: " "))
                }
            case UInt8(ascii: "&"):
                let (byte, length) = entity(html, at: index)
                text.append(byte)
                index += length - 1
            default: text.append(html[index])
            }
            index += 1
        }
        return text
    }

    /// Whether what is between `<` and `>` is a tag that parts no words.
    private static func isInline(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let name = tag.drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: " ") }
        return inlineNames.contains { name.elementsEqual($0) }
    }

    /// Reads a reference to a character that means something in HTML; any other `&` stands for itself.
    static func entity(
        _ html: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (byte: UInt8, length: Int) {
        for (name, byte) in entities where index + name.count <= html.count {
            if html[index..<(index + name.count)].elementsEqual(name) { return (byte, name.count) }
        }
        return (UInt8(ascii: "&"), 1)
    }

    private static let inlineNames = ["a", "em", "strong", "code", "del", "b", "i"].map {
        Array($0.utf8)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
        (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
        (Array("&#39;".utf8), UInt8(ascii: "'")),
    ]
}
