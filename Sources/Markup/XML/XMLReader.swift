internal import CXML2

/// Reads XML from strangers: UTF-8 alone, no document type, nothing fetched, no entity but the
/// five of XML itself. Attack 19.
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
        guard let cursor = XMLCursor(bytes) else { throw .notWellFormed(line: 1) }
        return try tree(cursor)
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

    private func tree(_ cursor: borrowing XMLCursor) throws(XMLReaderError) -> XMLElement {
        var open: [XMLElement] = []
        var root: XMLElement?
        var nodes = 0
        while try cursor.advance() {
            nodes += 1
            guard nodes <= maximumNodes else { throw .tooManyNodes(line: cursor.line) }
            switch cursor.kind {
            case .start(let element, let isEmpty):
                guard open.count < maximumDepth else { throw .tooDeep(line: cursor.line) }
                open.append(element)
                if isEmpty { close(&open, &root) }
            case .end:
                close(&open, &root)
            case .text(let text):
                append(text, to: &open)
            case .documentType:
                throw .documentType
            case .other:
                break
            }
        }
        guard let root, open.isEmpty else { throw .notWellFormed(line: cursor.line) }
        return root
    }

    private func close(_ open: inout [XMLElement], _ root: inout XMLElement?) {
        guard let element = open.popLast() else { return }
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    private func append(_ text: String, to open: inout [XMLElement]) {
        guard let last = open.indices.last else { return }
        // Taken out before it grows: a document may cut its text into a hundred thousand sections.
        if case .text(var grown)? = open[last].children.last {
            open[last].children.removeLast()
            grown += text
            open[last].children.append(.text(grown))
        } else {
            open[last].children.append(.text(text))
        }
    }
}
