/// The treatment of HTML in a text.
enum InlineHTML {
    case lineBreak
    case comment
    /// HTML shown as it was written.
    case shown

    /// - Parameter tag: One tag, comment, instruction or declaration.
    init(_ tag: UnsafeBufferPointer<UInt8>) {
        if Self.lineBreakEnd(in: tag, at: 0) == tag.count {
            self = .lineBreak
        } else {
            self = tag.starts(with: "<!--", at: 0) ? .comment : .shown
        }
    }

    /// Returns the end of the `<br>` that starts here, with or without a slash, in any case; `nil`
    /// if none does.
    static func lineBreakEnd(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: "<"),
            bytes[start + 1].lowered == UInt8(ascii: "b"),
            bytes[start + 2].lowered == UInt8(ascii: "r")
        else { return nil }
        var position = start + 3
        while let byte = bytes.byte(at: position), byte.isWhitespace { position += 1 }
        if bytes.byte(at: position) == UInt8(ascii: "/") { position += 1 }
        return bytes.byte(at: position) == UInt8(ascii: ">") ? position + 1 : nil
    }
}
