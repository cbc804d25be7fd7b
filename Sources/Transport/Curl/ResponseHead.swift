/// Collects the head of a response, line by line.
struct ResponseHead {
    private(set) var fields: [HeaderField] = []
    /// Size of all lines, those of interim responses and trailers among them, in bytes.
    private(set) var byteCount = 0

    /// Appends a line of the head.
    ///
    /// - Parameter afterBody: Whether the line is a trailer, which is not kept.
    mutating func append(_ line: UnsafeRawBufferPointer, afterBody: Bool) {
        byteCount += line.count
        if afterBody { return }
        let text = String(decoding: line, as: UTF8.self)
        // A status line after an interim response (RFC 9110 section 15.2) begins a new head.
        if text.hasPrefix("HTTP/") {
            fields = []
        } else if let colon = text.firstIndex(of: ":") {
            let name = text[..<colon]
            let value = text[text.index(after: colon)...]
            fields.append(HeaderField(String(name), String(value.trimmingWhitespace())))
        }
    }
}

extension Substring {
    fileprivate func trimmingWhitespace() -> Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
