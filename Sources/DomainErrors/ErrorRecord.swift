/// The details of an error without its type, as they are stored and sent.
public struct ErrorRecord: Sendable, Equatable, Codable {
    public let code: String
    public let field: ErrorField?
    public let values: [String: ErrorValue]

    public init(code: String, field: ErrorField? = nil, values: [String: ErrorValue] = [:]) {
        self.code = code
        self.field = field
        self.values = values
    }

    public init(_ error: some DomainError) {
        let details = error.details
        self.init(code: details.code.rawValue, field: details.field, values: details.values)
    }

    /// Takes the details of an error whose type says that they can be worded.
    public init?(recording error: any Error) {
        guard let error = error as? any RecordedError else { return nil }
        self = error.record
    }
}

extension ErrorRecord: CustomStringConvertible {
    public var description: String {
        guard !values.isEmpty else { return code }
        let values = values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return "\(code) (\(values.joined(separator: ", ")))"
    }
}
