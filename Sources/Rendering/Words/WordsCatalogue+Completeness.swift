extension WordsCatalogue {
    /// What the program asks for and the catalogue lacks: `phrase.about`, `plural.likes.few`.
    var missingKeys: [String] {
        let phrases = WordsKey.allCases.map(\.rawValue).filter { self.phrases[$0] == nil }
        let categories = PluralRule(language: language).categories
        let plurals = PluralKey.allCases.map(\.rawValue).flatMap { key in
            categories.filter { self.plurals[key]?[$0] == nil }.map { "plural.\(key).\($0)" }
        }
        return phrases.map { "phrase.\($0)" } + plurals
    }

    /// What the catalogue holds and nothing in the program asks for. Templates' texts are not looked at.
    var unusedKeys: [String] {
        let phrases = self.phrases.keys.filter { WordsKey(rawValue: $0) == nil }
        let plurals = self.plurals.keys.filter { PluralKey(rawValue: $0) == nil }
        return phrases.sorted().map { "phrase.\($0)" } + plurals.sorted().map { "plural.\($0)" }
    }
}
