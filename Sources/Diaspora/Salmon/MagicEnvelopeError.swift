internal import Escaping
public import Markup

/// A reason why a body is not a magic envelope, or was not signed by its sender.
public enum MagicEnvelopeError: Error, Equatable, CustomStringConvertible {
    case unreadable(XMLReaderError)
    /// The root element is not `env`.
    case notAnEnvelope(root: String)
    /// Elements are named as in the specification, `me:data`.
    case missing(String)
    case repeated(String)
    case empty(String)
    case invalidBase64(String)
    case unsupportedType(String?)
    case unsupportedEncoding(String?)
    case unsupportedAlgorithm(String?)
    case missingKeyID
    /// A `key_id` that is not a diaspora* ID.
    case invalidSender
    /// The key of the sender did not sign this.
    case invalidSignature

    public var description: String {
        switch self {
        case .unreadable(let error): "the envelope cannot be read: \(error)"
        case .notAnEnvelope(let root): "“\(foreign: root)” is no magic envelope"
        case .missing(let name): "the envelope has no \(name)"
        case .repeated(let name): "the envelope has \(name) twice"
        case .empty(let name): "\(name) is empty"
        case .invalidBase64(let name): "\(name) is not base64"
        case .unsupportedType(let type): "the type \(foreign: type ?? "") is not supported"
        case .unsupportedEncoding(let encoding):
            "the encoding \(foreign: encoding ?? "") is not supported"
        case .unsupportedAlgorithm(let name):
            "the algorithm \(foreign: name ?? "") is not supported"
        case .missingKeyID: "the signature does not name its key"
        case .invalidSender: "the signature names a key that is no diaspora* ID"
        case .invalidSignature: "the signature is not the sender's"
        }
    }
}
