internal import CXML2

/// Walks an XML document node by node with libxml2's reader, which it owns.
struct XMLCursor: ~Copyable {
    enum Kind {
        case start(XMLElement, isEmpty: Bool)
        case end
        case text(String)
        case documentType
        case other
    }

    private let reader: xmlTextReaderPtr
    /// The bytes, which the reader does not copy.
    private let buffer: UnsafeMutableBufferPointer<CChar>

    /// - Returns: nil if the reader cannot be made.
    init?(_ bytes: [UInt8]) {
        // What was checked is UTF-8: a declaration that says UTF-7 would hide markup from checks.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_IGNORE_ENC.rawValue
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(bytes.count, 1))
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        guard
            let reader = xmlReaderForMemory(
                buffer.baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(options))
        else {
            buffer.deallocate()
            return nil
        }
        self.reader = reader
        self.buffer = buffer
    }

    deinit {
        xmlFreeTextReader(reader)
        buffer.deallocate()
    }

    /// Goes to the next node; false at the end.
    func advance() throws(XMLReaderError) -> Bool {
        switch xmlTextReaderRead(reader) {
        case 1: return true
        case 0: return false
        default: throw .notWellFormed(line: line)
        }
    }

    var line: Int { max(1, Int(xmlTextReaderGetParserLineNumber(reader))) }

    var kind: Kind {
        switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
        case XML_READER_TYPE_ELEMENT.rawValue:
            let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
            return .start(element, isEmpty: isEmpty)
        case XML_READER_TYPE_END_ELEMENT.rawValue:
            return .end
        case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
            XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
            return .text(string(xmlTextReaderConstValue(reader)) ?? "")
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue,
            XML_READER_TYPE_ENTITY.rawValue:
            return .documentType
        default:
            return .other
        }
    }

    private var element: XMLElement {
        let name = string(xmlTextReaderConstLocalName(reader)) ?? ""
        let prefix = string(xmlTextReaderConstPrefix(reader))
        let namespace = string(xmlTextReaderConstNamespaceUri(reader))
        guard xmlTextReaderHasAttributes(reader) == 1 else {
            return XMLElement(name: name, prefix: prefix, namespace: namespace)
        }
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard let name = string(xmlTextReaderConstName(reader)) else { continue }
            attributes[name] = string(xmlTextReaderConstValue(reader)) ?? ""
        }
        xmlTextReaderMoveToElement(reader)
        return XMLElement(
            name: name, prefix: prefix, namespace: namespace, attributes: attributes)
    }

    private func string(_ pointer: UnsafePointer<xmlChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
