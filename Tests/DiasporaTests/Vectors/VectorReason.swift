import Markup

@testable import Diaspora

/// Compares our errors with those of the reference.
enum VectorReason {
    static func isTheSame(_ error: any Error, as vector: VectorManifest.Case) -> Bool {
        let reason = vector.error?.split(separator: ":").last.map(String.init) ?? ""
        switch error {
        case let error as IncomingMessageError: return isTheSame(error, reason, vector)
        case let error as AuthorizationError:
            return isTheSame(error, reason, message: vector.message ?? "")
        default: return false
        }
    }

    private static func isTheSame(
        _ error: IncomingMessageError, _ reason: String, _ vector: VectorManifest.Case
    ) -> Bool {
        switch error {
        case .encryption(.malformed): reason == "NoMethodError"
        case .encryption(.undecryptable): reason == "RSAError"
        case .encryption(.tooLarge), .cryptography: false
        case .envelope(.unreadable(.documentType)), .entity(.unreadable(.documentType)):
            reason.hasPrefix("DOCTYPE")
        case .envelope(let error): isTheSame(error, reason)
        case .entity(.unreadable): reason == "NoMethodError"
        case .entity(.unknownEntity): reason == "UnknownEntity"
        case .entity(.invalidEntityName): reason == "InvalidEntityName"
        case .entity: reason == "ValidationError"
        }
    }

    private static func isTheSame(_ error: MagicEnvelopeError, _ reason: String) -> Bool {
        switch error {
        case .unreadable: reason == "ArgumentError"
        case .notAnEnvelope, .empty, .missingKeyID: reason == "InvalidEnvelope"
        case .missing, .repeated: reason == "InvalidEnvelope" || reason == "SyntaxError"
        case .invalidBase64: reason == "ArgumentError"
        case .unsupportedType: reason == "InvalidDataType"
        case .unsupportedEncoding: reason == "InvalidEncoding"
        case .unsupportedAlgorithm: reason == "InvalidAlgorithm"
        case .invalidSender: reason == "SenderKeyNotFound"
        case .invalidSignature: reason == "InvalidSignature"
        }
    }

    private static func isTheSame(
        _ error: AuthorizationError, _ reason: String, message: String
    ) -> Bool {
        switch error {
        case .invalidSender: reason == "InvalidSender"
        case .notPublic: reason == "NotPublic"
        case .missingAuthorSignature:
            reason == "SignatureVerificationFailed" && message.hasPrefix("no ")
        case .invalidAuthorSignature, .invalidCounterSignature:
            reason == "SignatureVerificationFailed" && message.hasPrefix("wrong ")
        case .missingCounterSignature: reason == "SignatureVerificationFailed"
        case .parentNotLocal: reason == "ParentNotLocal"
        case .missingRelated: reason == "NotFetchable" || reason == "TargetNotFound"
        case .wrongRootAuthor: reason == "ValidationError"
        default: false
        }
    }
}
