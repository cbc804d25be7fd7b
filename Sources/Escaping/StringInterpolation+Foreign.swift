extension DefaultStringInterpolation {
    /// Writes a value that a stranger chose, escaped and cut, into the text of an error.
    ///
    ///     case .unsupportedType(let type): "the type \(foreign: type) is not supported"
    ///
    /// - Parameter maximumBytes: UTF-8 bytes that it may take.
    public mutating func appendInterpolation(
        foreign value: some StringProtocol, maximumBytes: Int = EscapedText.valueBytes
    ) {
        appendInterpolation(EscapedText(String(value), maximumBytes: maximumBytes).description)
    }
}
