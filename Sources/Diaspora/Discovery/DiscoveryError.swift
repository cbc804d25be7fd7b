public import Cryptography
internal import Escaping

/// A reason why a document of another pod was refused.
public enum DiscoveryError: Error, Equatable, CustomStringConvertible {
    /// The document is longer than any honest one, in bytes.
    case tooLarge(bytes: Int)
    /// The document is not what its address promises: no JSON, no HTML, no such structure.
    case unreadable

    // WebFinger
    /// The answer is about somebody else than was asked for.
    case anotherSubject(String)
    case missingLink(rel: String)
    /// The link leads to no address that could be asked.
    case invalidLink(rel: String, String)
    /// The link leads to another pod than the one that the ID names.
    case foreignLink(rel: String, String)

    // hCard
    /// The hCard has no element of this class, or one without what it is for.
    case missingProperty(String)
    case invalidGUID(String)
    /// The name of that class is too long, or has a semicolon.
    case invalidName(property: String)
    case invalidKey(CryptographyError)
    /// The picture of that class has an address that is none.
    case invalidPhoto(property: String)

    // NodeInfo
    /// The lack of a version of the document that this pod can read.
    case unknownVersion
    case invalidSoftwareName(String)

    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the document has \(bytes) bytes"
        case .unreadable: "the document cannot be read"
        case .anotherSubject(let subject): "the answer is about \(foreign: subject)"
        case .missingLink(let rel): "the link \(rel) is missing"
        case .invalidLink(let rel, let address):
            "the link \(rel) leads nowhere: \(foreign: address)"
        case .foreignLink(let rel, let address):
            "the link \(rel) leads to another pod: \(foreign: address)"
        case .missingProperty(let name): "the hCard has no .\(name)"
        case .invalidGUID(let text): "\(foreign: text) is no GUID"
        case .invalidName(let name): "the hCard's .\(name) is no name"
        case .invalidKey(let reason): "the hCard's key is not accepted: \(reason)"
        case .invalidPhoto(let name): "the hCard's .\(name) has no address of a picture"
        case .unknownVersion: "there is no NodeInfo of a version that is known"
        case .invalidSoftwareName(let name): "\(foreign: name) is no name of a software"
        }
    }
}
