extension Unicode.Scalar {
    /// Spec: XML 1.0, production 2.
    public var isAllowedInXML: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: true
        default: false
        }
    }
}

extension String {
    /// The text with U+FFFD for every character that XML forbids.
    public var sanitizedForXML: String {
        guard unicodeScalars.contains(where: { !$0.isAllowedInXML }) else { return self }
        var text = ""
        text.unicodeScalars.append(
            contentsOf: unicodeScalars.map { $0.isAllowedInXML ? $0 : "\u{FFFD}" })
        return text
    }
}
