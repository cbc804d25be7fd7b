/// Reads XML from strangers: UTF-8 alone, no document type, nothing fetched, no entity but the
/// five of XML itself. What it costs is in proportion to the bytes. Attacks 19 and 62.
/// Spec: Extensible Markup Language (XML) 1.0; Namespaces in XML 1.0.
public struct XMLReader: Sendable {
    public let maximumBytes: Int
    public let maximumDepth: Int
    public let maximumNodes: Int

    public init(maximumBytes: Int = 1 << 20, maximumDepth: Int = 32, maximumNodes: Int = 100_000) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }

    /// - Returns: The root element.
    public func read(_ bytes: [UInt8]) throws(XMLReaderError) -> XMLElement {
        guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        try refuseForbiddenCharacters(bytes)
        guard !Self.hasDocumentType(bytes) else { throw .documentType }
        try XMLTagScan(maximumNodes: maximumNodes).check(bytes)
        let tree = XMLTree(maximumDepth: maximumDepth, maximumNodes: maximumNodes)
        guard let parser = XMLPushParser(tree) else { throw .notWellFormed(line: 1) }
        try parser.parse(bytes)
        guard let root = tree.root else { throw .notWellFormed(line: 1) }
        return root
    }

    /// Refuses control characters, U+FFFE and U+FFFF; the bytes are known to be UTF-8.
    /// Spec: XML 1.0, production 2.
    private func refuseForbiddenCharacters(_ bytes: [UInt8]) throws(XMLReaderError) {
        guard let position = Self.forbiddenPosition(in: bytes) else { return }
        throw .invalidCharacter(line: 1 + bytes[..<position].count { $0 == 0x0A })
    }

    private static func forbiddenPosition(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            for position in bytes.indices {
                let byte = bytes[position]
                if byte < 0x20 {
                    guard byte == 0x0A || byte == 0x0D || byte == 0x09 else { return position }
                } else if byte == 0xEF, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
                    return position
                }
            }
            return nil
        }
    }

    /// Whether a declaration stands before the root element, past comments and instructions.
    private static func hasDocumentType(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            if rest.starts(with: "!--".utf8) {
                rest = after("-->", in: rest.dropFirst(3))
            } else if rest.first == UInt8(ascii: "?") {
                rest = after("?>", in: rest)
            } else {
                return rest.first == UInt8(ascii: "!")
            }
        }
        return false
    }

    private static func after(_ end: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = Array(end.utf8)
        var rest = bytes
        while let start = rest.firstIndex(of: end[0]) {
            rest = rest[start...]
            if rest.starts(with: end) { return rest.dropFirst(end.count) }
            rest = rest.dropFirst()
        }
        return []
    }
}
