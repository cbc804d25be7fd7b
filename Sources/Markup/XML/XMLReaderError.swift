internal import Escaping

/// Why an XML document was refused. Lines are counted from 1.
public enum XMLReaderError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case notUTF8
    case invalidCharacter(line: Int)
    case documentType
    case tooDeep(line: Int)
    case tooManyNodes(line: Int)
    /// A tag has over 64 of them.
    case tooManyAttributes(line: Int)
    /// A tag has over 8 KB.
    case tagTooLong(line: Int)
    /// Over 64 namespaces are declared around one element.
    case tooManyNamespaces(line: Int)
    /// Over 256 combining marks follow each other.
    case tooManyMarks(line: Int)
    case notWellFormed(line: Int)
    case duplicate(name: String)

    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the XML is too large (\(bytes) bytes)"
        case .notUTF8: "the XML is not UTF-8"
        case .invalidCharacter(let line): "line \(line): a character that XML forbids"
        case .documentType: "the XML has a document type, which is refused"
        case .tooDeep(let line): "line \(line): the XML is nested too deeply"
        case .tooManyNodes(let line): "line \(line): the XML has too many elements"
        case .tooManyAttributes(let line):
            "line \(line): a tag has more than \(XMLTagScan.maximumAttributes) attributes"
        case .tagTooLong(let line):
            "line \(line): a tag has more than \(XMLTagScan.maximumTagBytes) bytes"
        case .tooManyNamespaces(let line):
            "line \(line): more than \(XMLTree.maximumNamespaces) namespaces are declared"
        case .tooManyMarks(let line):
            "line \(line): more than \(MarkRuns.maximum) marks stand upon one letter"
        case .notWellFormed(let line): "line \(line): the XML is not well formed"
        case .duplicate(let name): "the element \(foreign: name) stands there twice"
        }
    }
}
