extension DiasporaID {
    /// Whether people may take this ID for another one: letters of several scripts stand in one
    /// word, or a word is made of nothing but letters that look like Latin ones.
    ///
    /// Such an ID is valid, and shown with a warning.
    /// Spec: Unicode Technical Standard 39, "Mixed-Script Detection" and "Confusable Detection".
    public var isSuspicious: Bool {
        words.contains { Self.isMixed($0) || (Self.latinForm($0) ?? $0) != $0 }
    }

    /// The ID in plain Latin letters that looks like this one; `nil` if there is none.
    public var lookAlike: DiasporaID? {
        let forms = words.map { Self.latinForm($0) ?? $0 }
        guard forms != words, let name = forms.first else { return nil }
        guard forms.count > 1 else { return DiasporaID(username: name, authority: authority) }
        let port = port.map { ":\($0)" } ?? ""
        return DiasporaID(
            username: name, authority: forms.dropFirst().joined(separator: ".") + port)
    }

    /// The name, and the labels of the host as people see them.
    private var words: [String] {
        [username] + CanonicalAuthority.readableLabels(authority)
    }

    private static func isMixed(_ word: String) -> Bool {
        guard word.utf8.contains(where: { $0 >= 0x80 }) else { return false }
        let scripts = Set(word.unicodeScalars.compactMap(script))
        return scripts.count > 1 && !usualTogether.contains { scripts.isSubset(of: $0) }
    }

    /// Returns the word with every letter that looks like a Latin one replaced; `nil` if one does
    /// not.
    private static func latinForm(_ word: String) -> String? {
        var form = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if scalar.isASCII {
                form.append(scalar)
            } else {
                guard let latin = latinLookAlikes[scalar] else { return nil }
                form.append(latin)
            }
        }
        return String(form)
    }

    /// Returns the script of a letter or digit: the first word of its Unicode name, as in `CYRILLIC
    /// SMALL LETTER A`.
    private static func script(_ scalar: Unicode.Scalar) -> String? {
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil,
            !(scalar.isASCII && scalar.properties.numericType != nil),
            let name = scalar.properties.name
        else { return nil }
        return name.prefix { $0 != " " && $0 != "-" }.description
    }

    /// Scripts that one word of a language may hold together. Spec: UTS 39, "Highly Restrictive".
    private static let usualTogether: [Set<String>] = [
        ["LATIN", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA"],
        ["LATIN", "CJK", "IDEOGRAPHIC", "BOPOMOFO"],
        ["LATIN", "CJK", "IDEOGRAPHIC", "HANGUL"],
    ]

    /// Small letters of other scripts, and rare Latin ones, that can hardly be told from Latin ones.
    private static let latinLookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        // Cyrillic
        "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ӏ": "l", "о": "o",
        "р": "p", "ԛ": "q", "ѕ": "s", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y",
        // Greek
        "α": "a", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "υ": "u", "χ": "x", "γ": "y",
        // Armenian
        "հ": "h", "յ": "j", "ո": "n", "օ": "o", "զ": "q", "ս": "u", "ց": "g",
        // Latin
        "ı": "i", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ʋ": "v",
    ]
}
