/// Walks over the addresses in the attributes of well-formed HTML, from first to last.
struct HTMLAddressScanner {
    private let html: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var isInTag = false
    /// The end of the `srcset` whose candidates are being scanned.
    private var sourceSetEnd: Int?

    init(_ html: UnsafeBufferPointer<UInt8>) {
        self.html = html
    }

    /// Returns the range of the next address.
    mutating func next() -> Range<Int>? {
        while position < html.count {
            if let end = sourceSetEnd {
                if let candidate = nextCandidate(before: end) { return candidate }
                sourceSetEnd = nil
                position = end
            }
            if !isInTag {
                guard enterTag() else { return nil }
            }
            guard let (name, value) = nextAttribute() else {
                isInTag = false
                continue
            }
            // A value that the end of the text cuts off is no address.
            guard value.upperBound < html.count else { return nil }
            switch kind(of: name) {
            case .address: return value
            case .sourceSet:
                position = value.lowerBound
                sourceSetEnd = value.upperBound
            case .other: break
            }
        }
        return nil
    }

    /// Moves behind the name of the next start tag; false if there is none.
    private mutating func enterTag() -> Bool {
        while position < html.count {
            guard html[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            position += 1
            if starts(with: "!--") {
                skipComment()
            } else if position < html.count, isLetter(html[position]) {
                while position < html.count, !isSpace(html[position]), !isTagEnd(html[position]) {
                    position += 1
                }
                isInTag = true
                return true
            }
        }
        return false
    }

    /// Moves behind the next attribute; nil, and behind the tag, if there is none.
    private mutating func nextAttribute() -> (name: Range<Int>, value: Range<Int>)? {
        while position < html.count, isSpace(html[position]) || html[position] == UInt8(ascii: "/")
        {
            position += 1
        }
        guard position < html.count, html[position] != UInt8(ascii: ">") else {
            position += 1
            return nil
        }
        let nameStart = position
        position += 1
        while position < html.count, !isSpace(html[position]), !isTagEnd(html[position]),
            html[position] != UInt8(ascii: "=")
        {
            position += 1
        }
        let name = nameStart..<position
        guard position < html.count, html[position] == UInt8(ascii: "=") else {
            return (name, position..<position)
        }
        position += 1
        return (name, nextValue())
    }

    private mutating func nextValue() -> Range<Int> {
        guard position < html.count else { return position..<position }
        let quote = html[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = position
            while position < html.count, !isSpace(html[position]),
                html[position] != UInt8(ascii: ">")
            {
                position += 1
            }
            return start..<position
        }
        position += 1
        let start = position
        while position < html.count, html[position] != quote { position += 1 }
        let end = position
        position = min(position + 1, html.count)
        return start..<end
    }

    /// Returns the range of the next address of a `srcset`, whose candidates are separated by
    /// commas; a descriptor follows a space.
    private mutating func nextCandidate(before end: Int) -> Range<Int>? {
        while position < end, isSpace(html[position]) || html[position] == UInt8(ascii: ",") {
            position += 1
        }
        guard position < end else { return nil }
        let start = position
        while position < end, !isSpace(html[position]) { position += 1 }
        var address = start..<position
        if html[address.upperBound - 1] == UInt8(ascii: ",") {
            address = start..<(address.upperBound - 1)
        } else {
            while position < end, html[position] != UInt8(ascii: ",") { position += 1 }
        }
        return address
    }

    private mutating func skipComment() {
        while position < html.count, !starts(with: "-->") { position += 1 }
    }

    private enum Kind {
        case address
        case sourceSet
        case other
    }

    private func kind(of name: Range<Int>) -> Kind {
        // An attribute without a value must not become one.
        guard name.upperBound < html.count, html[name.upperBound] == UInt8(ascii: "=") else {
            return .other
        }
        if equals(name, "href") || equals(name, "src") || equals(name, "poster") { return .address }
        return equals(name, "srcset") ? .sourceSet : .other
    }

    private func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount
            && range.enumerated().allSatisfy { html[$1] | 0x20 == text.utf8Start[$0] }
    }

    private func starts(with text: StaticString) -> Bool {
        position + text.utf8CodeUnitCount <= html.count
            && (0..<text.utf8CodeUnitCount).allSatisfy {
                html[position + $0] == text.utf8Start[$0]
            }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    private func isTagEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }
}
