extension String {
    /// The text as a row can hold it: U+0000, at which SQLite's functions end a text, becomes U+FFFD.
    ///
    /// Spec: CommonMark 0.31.2, "Insecure characters"; SQLite, "NUL Characters In Strings".
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
