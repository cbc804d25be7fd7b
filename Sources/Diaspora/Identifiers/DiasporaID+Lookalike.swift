extension DiasporaID {
    /// Whether somebody could take the one for the other, though they differ. Attack 26.
    public func isLookalike(of other: DiasporaID) -> Bool {
        self != other && skeleton == other.skeleton
    }

    /// Whether it has a letter of another script that looks like a Latin one, or Latin letters
    /// next to those of another script.
    public var isSuspicious: Bool {
        let scalars = description.unicodeScalars
        guard scalars.contains(where: { !$0.isASCII }) else { return false }
        if skeleton.unicodeScalars.allSatisfy(\.isASCII) { return true }
        return description.split { "@.:-_[]".contains($0) }.contains { word in
            let letters = word.unicodeScalars.filter(\.properties.isLowercase)
            let latin = letters.count { $0.isLatin }
            return latin > 0 && latin < letters.count
        }
    }

    /// The ID with Latin letters for those that look like them.
    private var skeleton: String {
        var skeleton = ""
        for scalar in description.unicodeScalars {
            skeleton.unicodeScalars.append(Self.latinForms[scalar] ?? scalar)
        }
        return skeleton
    }

    /// Letters that the protocol allows and that look like one of a to z.
    /// Source: Unicode Technical Standard 39, "confusables", the lower-case letters that stand for
    /// one letter.
    private static let latinForms: [Unicode.Scalar: Unicode.Scalar] = {
        let rows: [(latin: Unicode.Scalar, others: String)] = [
            ("a", "аɑα"), ("c", "сϲᴄ"), ("d", "ԁ"), ("e", "еҽ"), ("g", "ɡց"), ("h", "һհ"),
            ("i", "іıɩιӏ"), ("j", "јϳ"), ("k", "κк"), ("l", "ⅼ"), ("n", "ոռ"), ("o", "оοօ"),
            ("p", "рρ"), ("q", "ԛ"), ("s", "ѕꜱ"), ("u", "υսᴜ"), ("v", "νѵᴠ"), ("w", "ԝաᴡ"),
            ("x", "х"), ("y", "уүγ"), ("z", "ᴢ"),
        ]
        var forms: [Unicode.Scalar: Unicode.Scalar] = [:]
        for row in rows {
            for other in row.others.unicodeScalars { forms[other] = row.latin }
        }
        // Full-width letters.
        for (offset, latin) in "abcdefghijklmnopqrstuvwxyz".unicodeScalars.enumerated() {
            if let wide = Unicode.Scalar(0xFF41 + UInt32(offset)) { forms[wide] = latin }
        }
        return forms
    }()
}

extension Unicode.Scalar {
    fileprivate var isLatin: Bool { value < 0x0250 || (0x1E00...0x1EFF).contains(value) }
}
