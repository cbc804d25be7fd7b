public import DomainErrors

/// The wording of refused inputs for a person with a browser: without commands, and without another
/// person's data.
extension Words {
    /// The codes that the language has a sentence for.
    public var errorCodes: Set<String> { Set(errors.keys) }

    public func text(for error: some DomainError) -> String { text(for: error.record) }

    /// Returns the wording of an error by its code; an error that no page should meet is called a
    /// failure.
    public func text(for record: ErrorRecord) -> String {
        guard let text = errors[record.code] else { return self.text(.failedTitle) }
        return fill(text, record.values.mapValues(self.text))
    }

    private func text(_ value: ErrorValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): self.number(number)
        case .list(let list): list.joined(separator: ", ")
        case .error(let record): text(for: record)
        }
    }
}
