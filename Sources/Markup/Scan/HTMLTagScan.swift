/// Goes over HTML once before libxml2 does, and refuses what would cost it more than its length.
///
/// libxml2 compares each attribute of a tag with all before it, and finds names in a table that stops growing.
/// Where a tag is real cannot be known without reading as libxml2 does, with comments and scripts. So each `<`
/// before a letter is followed as if it began a tag, all of them at once (``HTMLTagRuns``), and the most
/// attributes that any of them can have is what counts. It errs towards refusing. Attacks 19 and 62.
struct HTMLTagScan {
    /// Most attributes of one tag.
    static let maximumAttributes = 64
    /// Most tags, comments and attributes of a document together.
    static let maximumNodes = 100_000

    static func check(_ source: String) throws(HTMLFragmentError) {
        var source = source
        let refused: HTMLFragmentError? = source.withUTF8 { bytes in
            var nodes = 0
            var runs = HTMLTagRuns()
            var position = 0
            while position < bytes.count {
                let byte = bytes[position]
                if byte != UInt8(ascii: "<"), runs.isEmpty {
                    position += 1
                    continue
                }
                nodes += runs.read(byte)
                if byte == UInt8(ascii: "<") {
                    nodes += 1
                    if position + 1 < bytes.count, startsName(bytes[position + 1]) { runs.begin() }
                }
                if runs.mostAttributes > maximumAttributes {
                    return .tooManyAttributes(line: bytes.line(of: position))
                }
                if nodes > maximumNodes {
                    return .tooManyTags(line: bytes.line(of: position))
                }
                position += 1
            }
            return nil
        }
        if let refused { throw refused }
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        byte.isHTMLLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }
}
