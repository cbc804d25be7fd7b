/// The syntax of `#tag`: `#([[:word:]ՙ՛՞֊_-]+|<3)`, up to 255 characters.
enum TagSyntax {
    static let maximumLength = 255

    /// Returns the end of the tag that starts with this `#`, or `nil` if none does.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from hash: Int) -> Int? {
        var position = hash + 1
        if bytes.starts(with: "<3", at: position) { return position + 2 }
        var length = 0
        while let byte = bytes.byte(at: position) {
            if byte < 0x80 {
                guard byte.isAlphanumeric || byte == 0x5F || byte == 0x2D else { break }
                position += 1
            } else {
                guard let (scalar, size) = bytes.scalar(at: position), isOfWord(scalar) else {
                    break
                }
                position += size
            }
            length += 1
        }
        return length > 0 && length <= maximumLength ? position : nil
    }

    /// Whether a character can be part of a tag: letters, marks, decimal digits, connecting
    /// punctuation, and four marks of Armenian.
    static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
            true
        default:
            switch scalar.value {
            case 0x559, 0x55B, 0x55E, 0x58A: true
            default: scalar.properties.isAlphabetic
            }
        }
    }

    /// Returns the normalized name of a tag: its lower-case form.
    static func name(of written: UnsafeBufferPointer<UInt8>) -> String {
        if written.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: written.lazy.map(\.lowered), as: UTF8.self)
        }
        return String(decoding: written, as: UTF8.self).lowercased()
    }
}
