extension KeptTag {
    /// Reads the tag that starts at a place.
    ///
    /// - Returns: The tag and where it ends; nil if it is another, or none.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (tag: KeptTag, end: Int)? {
        guard bytes.byte(at: start) == UInt8(ascii: "<") else { return nil }
        var position = start + 1
        let isClosing = bytes.byte(at: position) == UInt8(ascii: "/")
        if isClosing { position += 1 }
        let nameStart = position
        while let byte = bytes.byte(at: position), byte.isAlphanumeric { position += 1 }
        guard (3...10).contains(position - nameStart),
            let name = Name(
                rawValue: String(
                    decoding: bytes[nameStart..<position].map(\.lowered), as: UTF8.self))
        else { return nil }
        var tag = KeptTag(name: name, isClosing: isClosing)
        return tag.readAttributes(bytes, from: position).map { (tag, $0) }
    }

    /// Reads attributes up to the end of the tag. Spec: HTML, "Start tags".
    ///
    /// - Returns: The end of the tag; nil if it does not end.
    private mutating func readAttributes(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var position = start
        while let byte = bytes.byte(at: position) {
            if byte == UInt8(ascii: ">") { return position + 1 }
            guard byte.isWhitespace || byte == UInt8(ascii: "/") else {
                // An attribute needs white space before it.
                guard position > start else { return nil }
                let attributeStart = position
                while let byte = bytes.byte(at: position), !byte.endsAttributeName {
                    position += 1
                }
                guard position > attributeStart else { return nil }
                let attribute = bytes[attributeStart..<position].map(\.lowered)
                guard let value = Self.value(bytes, at: &position) else { return nil }
                set(attribute, to: value)
                continue
            }
            position += 1
        }
        return nil
    }

    private mutating func set(_ attribute: [UInt8], to value: [UInt8]) {
        guard !isClosing else { return }
        if name == .abbr, title == nil, attribute.elementsEqual("title".utf8) {
            title = Self.unescaped(value)
        }
        if name == .details, attribute.elementsEqual("open".utf8) { isOpen = true }
    }

    /// Reads the references to the characters that mean something in HTML; others stay as they are.
    static func unescaped(_ value: [UInt8]) -> [UInt8] {
        guard value.contains(UInt8(ascii: "&")) else { return value }
        return value.withUnsafeBufferPointer { bytes in
            var result: [UInt8] = []
            var index = 0
            while index < bytes.count {
                let (byte, length) =
                    bytes[index] == UInt8(ascii: "&")
                    ? HTMLText.entity(bytes, at: index) : (bytes[index], 1)
                result.append(byte)
                index += length
            }
            return result
        }
    }

    /// Reads the value of an attribute.
    ///
    /// - Returns: Empty for an attribute without a value; `nil` if a quote does not end.
    private static func value(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: inout Int
    ) -> [UInt8]? {
        var next = position
        while let byte = bytes.byte(at: next), byte.isWhitespace { next += 1 }
        guard bytes.byte(at: next) == UInt8(ascii: "=") else { return [] }
        next += 1
        while let byte = bytes.byte(at: next), byte.isWhitespace { next += 1 }
        let quote = bytes.byte(at: next)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = next
            while let byte = bytes.byte(at: next), !byte.isWhitespace, byte != UInt8(ascii: ">") {
                // It would be read again and again, from every tag before it.
                if byte == UInt8(ascii: "<") { return nil }
                next += 1
            }
            position = next
            return Array(bytes[start..<next])
        }
        let start = next + 1
        next = start
        while let byte = bytes.byte(at: next), byte != quote { next += 1 }
        guard next < bytes.count else { return nil }
        position = next + 1
        return Array(bytes[start..<next])
    }
}

extension UInt8 {
    fileprivate var endsAttributeName: Bool {
        isWhitespace || self == UInt8(ascii: "=") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: "/") || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
            || self == UInt8(ascii: "<")
    }
}
