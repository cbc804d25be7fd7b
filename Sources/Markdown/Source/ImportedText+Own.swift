/// Texts that are written for this pod.
extension ImportedText {
    /// Converts the HTML of a text that is written for this pod: what Markdown has becomes Markdown, what
    /// such texts may have stays (``KeptHTML``), the rest is named.
    ///
    /// - Parameters:
    ///   - firstLine: Line of the file on which `body` starts.
    ///   - keepsBreaks: Whether each newline is a break, as in posts.
    public static func withoutForeignHTML(
        _ body: String, firstLine: Int = 1, keepsBreaks: Bool
    ) -> (markdown: String, notes: [ImportNote]) {
        guard body.holds(UInt8(ascii: "<")) else { return (body, []) }
        var body = body
        // The ID of a mention would be an address for mail, and a sign that starts no tag would start one.
        let source = body.withUTF8 { MarkdownSource($0) }
        let read = source.rewritten.map { String(decoding: $0, as: UTF8.self) } ?? body
        let (text, notes) = HTMLImport.converted(read, manner: .own(keepsBreaks: keepsBreaks))
        return (
            text == read ? body : source.restored(text),
            notes.map {
                ImportNote(
                    line: $0.line + firstLine - 1, kind: $0.kind,
                    message: source.restored($0.message))
            }
            .sorted { $0.line < $1.line }
        )
    }
}

extension MarkdownSource {
    fileprivate func restored(_ text: String) -> String {
        var text = text
        let bytes = text.withUTF8 { self.restored($0) }
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
    }
}
