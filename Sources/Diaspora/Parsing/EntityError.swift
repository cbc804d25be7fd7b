internal import Escaping
public import Markup

/// A reason why a payload is not an accepted entity. Properties are named `entity.property`.
public enum EntityError: Error, Equatable, CustomStringConvertible {
    /// The payload is no XML, or XML with what is refused everywhere.
    case unreadable(XMLReaderError)
    /// The root element has a name that no entity can have.
    case invalidEntityName(String)
    /// The root element names no entity, or one that never stands alone.
    case unknownEntity(String)
    case tooManyElements(String, maximum: Int)
    case missing(String)
    /// A property that may stand there once stands there twice.
    case repeated(String)
    case empty(String)
    case tooLong(String, maximum: Int)
    case tooMany(String, maximum: Int)
    case tooFew(String, minimum: Int)
    case invalidDiasporaID(String)
    case invalidGUID(String)
    case invalidBoolean(String)
    case invalidTimestamp(String)
    case invalidDate(String)
    case invalidNumber(String)
    case invalidURL(String)
    /// The value has characters that the property does not take, or is none of its values.
    case invalidValue(String)
    /// A nested entity whose author differs from that of the entity around it.
    case foreignAuthor(String)
    /// Two properties that exclude each other, or of which there must be both or none.
    case contradiction(String)

    public var description: String {
        switch self {
        case .unreadable(let error): "the payload cannot be read: \(error)"
        case .invalidEntityName(let name): "“\(foreign: name)” is no name of an entity"
        case .unknownEntity(let name): "the entity “\(foreign: name)” is not known"
        case .tooManyElements(let name, let maximum):
            "\(foreign: name) has more than \(maximum) elements"
        case .missing(let property): "\(property) is missing"
        case .repeated(let property): "\(foreign: property) stands there twice"
        case .empty(let property): "\(property) is empty"
        case .tooLong(let property, let maximum):
            "\(property) is longer than \(maximum) characters"
        case .tooMany(let property, let maximum):
            "\(foreign: property) stands there over \(maximum) times"
        case .tooFew(let property, let minimum): "\(property) needs at least \(minimum)"
        case .invalidDiasporaID(let property): "\(property) is no diaspora* ID"
        case .invalidGUID(let property): "\(property) is no GUID"
        case .invalidBoolean(let property): "\(property) is neither true nor false"
        case .invalidTimestamp(let property): "\(property) is no time"
        case .invalidDate(let property): "\(property) is no date"
        case .invalidNumber(let property): "\(property) is no number that is accepted"
        case .invalidURL(let property): "\(property) is no address that is accepted"
        case .invalidValue(let property): "\(property) has a value that is not accepted"
        case .foreignAuthor(let property): "\(property) belongs to somebody else"
        case .contradiction(let property): "\(property) contradicts itself"
        }
    }
}
