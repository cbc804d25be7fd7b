/// The sanitizing of a name that a stranger chose, for display within other text.
public enum SafeName {
    /// Characters of a name; what is longer is cut.
    static let maximumLength = 100

    /// Returns a name without control characters and without those that change the direction of
    /// text (Unicode Standard Annex #9, section 2), with single spaces.
    public static func make(_ name: String) -> String {
        var safe = ""
        var isAfterSpace = true
        for scalar in name.unicodeScalars where !isHarmful(scalar) {
            if scalar.properties.isWhitespace {
                if !isAfterSpace { safe.unicodeScalars.append(" ") }
                isAfterSpace = true
            } else {
                safe.unicodeScalars.append(scalar)
                isAfterSpace = false
            }
        }
        if safe.last == " " { safe.removeLast() }
        return safe.count > maximumLength ? String(safe.prefix(maximumLength)) + "…" : safe
    }

    /// Returns the name by which pages show a person: the full name, or the user name if there is none. A closed account
    /// has no name but that.
    public static func shown(fullName: String, username: String, isClosed: Bool) -> String {
        let name = make(isClosed ? "" : fullName)
        return name.isEmpty ? username : name
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isBidiControl || scalar.properties.isNoncharacterCodePoint {
            return true
        }
        return scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
    }
}
