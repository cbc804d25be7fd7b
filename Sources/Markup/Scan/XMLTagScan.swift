/// Goes over XML once before libxml2 does, and refuses the tags that would cost it more than their length.
///
/// libxml2 compares each attribute of a tag with all before it, and finds names in a table that stops growing.
/// Every `<` begins anew, since none may stand in a value: so each real tag is read as it is. Comments and
/// CDATA are not known here, and a tag that stands there is refused like any other. Attacks 19 and 62.
struct XMLTagScan {
    /// Most attributes of one tag.
    static let maximumAttributes = 64
    /// Longest tag, from `<` to `>`, in bytes.
    static let maximumTagBytes = 8_192

    /// Most tags and attributes of the document together.
    let maximumNodes: Int

    private enum Refusal {
        case tagTooLong
        case tooManyAttributes
        case tooManyNodes
    }

    func check(_ bytes: [UInt8]) throws(XMLReaderError) {
        let refused = bytes.withUnsafeBufferPointer { firstRefusal(in: $0) }
        guard let (refusal, position) = refused else { return }
        let line = bytes.withUnsafeBufferPointer { $0.line(of: position) }
        switch refusal {
        case .tagTooLong: throw .tagTooLong(line: line)
        case .tooManyAttributes: throw .tooManyAttributes(line: line)
        case .tooManyNodes: throw .tooManyNodes(line: line)
        }
    }

    private func firstRefusal(in bytes: UnsafeBufferPointer<UInt8>) -> (Refusal, Int)? {
        var nodes = 0
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            position += 1
            guard position < bytes.count, Self.startsName(bytes[position]) else { continue }
            let start = position
            var attributes = 0
            var quote: UInt8 = 0
            tag: while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "<"): break tag
                case quote where quote != 0: quote = 0
                case _ where quote != 0: break
                case UInt8(ascii: ">"): break tag
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = bytes[position]
                case UInt8(ascii: "="): attributes += 1
                default: break
                }
                position += 1
                if position - start + 1 >= Self.maximumTagBytes { return (.tagTooLong, start) }
            }
            if attributes > Self.maximumAttributes { return (.tooManyAttributes, start) }
            nodes += 1 + attributes
            if nodes > maximumNodes { return (.tooManyNodes, start) }
        }
        return nil
    }

    /// Whether a tag with a name begins so; `</`, `<!` and `<?` have no attributes.
    private static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): false
        default: true
        }
    }
}
