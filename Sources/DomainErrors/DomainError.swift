/// A refusal or a failure of the domain, as details: a code, the field it is about, and values.
///
/// No sentence for a person is here: the command line, the pages and the API each word the details for their readers.
/// `description` is for the log, and for reasons that are stored.
public protocol DomainError: Error, Equatable, CustomStringConvertible {
    /// The codes of this type's errors.
    associatedtype Code: ErrorCode

    var details: ErrorDetails<Code> { get }
}

extension DomainError {
    public var code: Code { details.code }
    public var field: ErrorField? { details.field }
    public var values: [String: ErrorValue] { details.values }

    /// The details without the type.
    public var record: ErrorRecord { ErrorRecord(self) }

    /// The code and the values: `unknown_user (name: bob)`.
    public var description: String { record.description }
}
