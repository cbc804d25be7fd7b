/// The syntax of `@{Name; id}` and `@{id}`: `@\{(?:([^\}]+?); )?([^\} ]+)\}`, on one line, with an
/// ID of the form `name@host`. Anything else in such braces is text.
enum MentionSyntax {
    private static let maximumIDBytes = 255

    /// - Parameters:
    ///   - start: The position of the `@`.
    ///   - close: The position of the next `}`.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to close: Int
    ) -> HeldText.Kind? {
        let content = bytes[start + 2..<close]
        var id = content
        var name: Slice<UnsafeBufferPointer<UInt8>>?
        // An ID is short, and may be looked for at thousands of openings before one brace.
        if let space = content.suffix(maximumIDBytes + 1).lastIndex(of: 0x20) {
            guard space > content.startIndex + 1, content[space - 1] == UInt8(ascii: ";") else {
                return nil
            }
            name = content[..<(space - 1)]
            id = content[(space + 1)...]
        }
        guard id.count <= maximumIDBytes, let at = id.firstIndex(of: UInt8(ascii: "@")),
            at > id.startIndex, at < id.endIndex - 1, !id.contains(where: { $0 < 0x21 }),
            !content.contains(where: { $0.isLineEnd })
        else { return nil }
        let shown = name.map { String(decoding: $0, as: UTF8.self).trimmed }
        return .mention(
            diasporaID: String(decoding: id, as: UTF8.self).lowercased(),
            name: shown.flatMap { $0.isEmpty ? nil : $0 })
    }
}

extension String {
    /// The text without the spaces and tabs around it.
    fileprivate var trimmed: String {
        let inner = drop { $0 == " " || $0 == "\t" }
        guard let last = inner.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(inner[...last])
    }
}
