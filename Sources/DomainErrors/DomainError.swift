/// A refusal or a failure of the domain, as facts: a code, the field it is about, and values.
///
/// No sentence for a person is here: the command line, the pages and the API each word the facts for their readers.
/// `description` is for the log, and for reasons that are stored.
public protocol DomainError: Error, Equatable, CustomStringConvertible {
    /// The codes of this type's errors.
    associatedtype Code: ErrorCode

    var facts: ErrorFacts<Code> { get }
}

extension DomainError {
    public var code: Code { facts.code }
    public var field: ErrorField? { facts.field }
    public var values: [String: ErrorValue] { facts.values }

    /// The facts without the type.
    public var record: ErrorRecord { ErrorRecord(self) }

    /// The code and the values: `unknown_user (name: bob)`.
    public var description: String { record.description }
}
