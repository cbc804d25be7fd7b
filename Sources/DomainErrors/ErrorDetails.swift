/// The content of an error.
public struct ErrorDetails<Code: ErrorCode>: Sendable, Equatable {
    public let code: Code
    public let field: ErrorField?
    /// Values by the names that wordings know them by, in snake case.
    public let values: [String: ErrorValue]

    public init(
        _ code: Code, _ field: ErrorField? = nil, _ values: [String: ErrorValue] = [:]
    ) {
        self.code = code
        self.field = field
        self.values = values
    }
}
