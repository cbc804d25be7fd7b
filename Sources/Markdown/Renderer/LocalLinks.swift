internal import Foundation

/// The links of a text's markup to places of its own: notes, headings.
struct LocalLinks {
    private let bytes: [UInt8]
    private let identifiers: Set<String>

    private static let opening = Array("<a href=\"#".utf8)
    private static let closing = Array("</a>".utf8)
    private static let identifier = Array(" id=\"".utf8)

    /// - Parameter bytes: The output of ``MarkdownRenderer``, cut or whole.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var identifiers: Set<String> = []
        var position = 0
        while let start = Self.index(of: Self.identifier, in: bytes, from: position) {
            let value = bytes[(start + Self.identifier.count)...].prefix {
                $0 != UInt8(ascii: "\"")
            }
            identifiers.insert(String(decoding: value, as: UTF8.self))
            position = value.endIndex
        }
        self.identifiers = identifiers
    }

    /// The markup with those links as text that lead to nothing in it.
    var withoutDeadOnes: [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var position = 0
        while let start = Self.index(of: Self.opening, in: bytes, from: position) {
            position = start + Self.opening.count
            let fragment = bytes[position...].prefix { $0 != UInt8(ascii: "\"") }
            guard !leadsSomewhere(fragment),
                let text = bytes[fragment.endIndex...].firstIndex(of: UInt8(ascii: ">")),
                let end = Self.index(of: Self.closing, in: bytes, from: text)
            else { continue }
            result += bytes[copied..<start] + bytes[(text + 1)..<end]
            copied = end + Self.closing.count
            position = copied
        }
        return result + bytes[copied...]
    }

    private func leadsSomewhere(_ fragment: ArraySlice<UInt8>) -> Bool {
        let name = String(decoding: fragment, as: UTF8.self)
        return identifiers.contains(name.removingPercentEncoding ?? name)
    }

    private static func index(of piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= piece.count, start <= bytes.count - piece.count else { return nil }
        return (start...(bytes.count - piece.count)).first { position in
            bytes[position] == piece[0]
                && bytes[position..<(position + piece.count)].elementsEqual(piece)
        }
    }
}
