/// Classes of bytes of UTF-8, as the syntax of texts uses them.
extension UInt8 {
    @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    @inline(__always) var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    @inline(__always) var isAlphanumeric: Bool { isDigit || isASCIILetter }
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inline(__always) var isLineEnd: Bool { self == 0x0A || self == 0x0D }
    /// Whether `\s` matches the byte: space, tab, newline, vertical tab, form feed, return.
    @inline(__always) var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// Whether the byte goes on with a character that an earlier one began.
    @inline(__always) var isContinuation: Bool { self & 0xC0 == 0x80 }
    /// The small letter of a capital of ASCII.
    @inline(__always) var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// Whether HTML or XML may not hold the byte as it is, or a character that starts with it.
    @inline(__always) var needsEscape: Bool {
        if self < 0x40 {
            let mask: UInt64 = 0x5000_0044_FFFF_D9FF
            return mask & (1 << UInt64(self)) != 0
        }
        return self == 0x7F || self == 0xC2 || self >= 0xEF
    }
}
