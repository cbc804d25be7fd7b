import HTTPTypes

extension HTTPFields {
    /// Sets a header by its written name, unless an earlier hand has set it.
    mutating func setIfMissing(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name), !contains(name) else { return }
        self[name] = value
    }
}
