internal import Escaping

/// Why an XML document was refused. Lines are counted from 1.
public enum XMLReaderError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case notUTF8
    case invalidCharacter(line: Int)
    case documentType
    case tooDeep(line: Int)
    case tooManyNodes(line: Int)
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
        case .notWellFormed(let line): "line \(line): the XML is not well formed"
        case .duplicate(let name): "the element \(foreign: name) stands there twice"
        }
    }
}
