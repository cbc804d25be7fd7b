extension String {
    /// Whether these bytes are somewhere in the text, without a look at Unicode: for words of ASCII, for which
    /// every received text is searched.
    public func contains(bytesOf word: StaticString) -> Bool {
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        var text = self
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while let first = word.first, let start = rest.firstIndex(of: first) {
                rest = rest[start...]
                if rest.starts(with: word) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }
}
