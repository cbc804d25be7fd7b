/// The tags of a piece of HTML, in their order; comments and the content of scripts left out, and void
/// elements and scripts themselves unless asked for. Spec: HTML, "Tokenization", as far as it takes to pair tags.
struct HTMLTags: Sequence, IteratorProtocol {
    struct Tag: Equatable {
        /// The element's name, in lower case.
        let name: String
        /// The name as it was written.
        let spelling: String
        let isClosing: Bool
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ]
    private static let raw: Set<String> = ["script", "style", "textarea", "title"]

    private let bytes: [UInt8]
    private let includesUnpaired: Bool
    private var index = 0

    init(_ html: String, includingUnpaired includesUnpaired: Bool = false) {
        bytes = Array(html.utf8)
        self.includesUnpaired = includesUnpaired
    }

    mutating func next() -> Tag? {
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = start + 1
            if bytes[index...].starts(with: "!--".utf8) {
                skip(past: "-->")
                continue
            }
            let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            if isClosing { index += 1 }
            let spelling = takeName()
            guard !spelling.isEmpty else { continue }
            let name = spelling.lowercased()
            skipAttributes()
            if Self.void.contains(name), !includesUnpaired { continue }
            if Self.raw.contains(name), !isClosing {
                skip(past: "</" + name)
                if !includesUnpaired { continue }
            }
            return Tag(name: name, spelling: spelling, isClosing: isClosing)
        }
        return nil
    }

    private mutating func takeName() -> String {
        guard index < bytes.count, isLetter(bytes[index]) else { return "" }
        let name = bytes[index...].prefix {
            isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        }
        index += name.count
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func skipAttributes() {
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return
            }
        }
    }

    private mutating func skip(past end: String) {
        let end = Array(end.utf8)
        while index < bytes.count {
            if bytes[index...].prefix(end.count).elementsEqual(end) {
                index += end.count
                return
            }
            index += 1
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
