extension WordsCatalogue {
    /// The keys that the program needs and the catalogue lacks: `phrase.about`, `plural.likes.few`.
    var missingKeys: [String] {
        let phrases = WordsKey.allCases.map(\.rawValue).filter { self.phrases[$0] == nil }
        let categories = PluralRule(language: language).categories
        let plurals = PluralKey.allCases.map(\.rawValue).flatMap { key in
            categories.filter { self.plurals[key]?[$0] == nil }.map { "plural.\(key).\($0)" }
        }
        return phrases.map { "phrase.\($0)" } + plurals
    }

    /// Returns the keys of the catalogue that neither the program nor a template uses.
    ///
    /// - Parameter templateKeys: The KEY of each `{{words.KEY}}`.
    func unusedKeys(templateKeys: Set<String>) -> [String] {
        let texts = self.texts.keys.filter { !templateKeys.contains($0) }
        let phrases = self.phrases.keys.filter { WordsKey(rawValue: $0) == nil }
        let plurals = self.plurals.filter { key, forms in
            PluralKey(rawValue: key) == nil
                && !forms.keys.contains { templateKeys.contains(key + $0.suffix) }
        }
        return texts.sorted().map { "text.\($0)" } + phrases.sorted().map { "phrase.\($0)" }
            + plurals.keys.sorted().map { "plural.\($0)" }
    }

    /// Returns the keys that templates use and the catalogue lacks. A plural form that the language
    /// does not have may be used: it is empty.
    func missingKeys(templateKeys: Set<String>) -> [String] {
        let held = Set(templateTexts.keys)
        return templateKeys.subtracting(held).sorted().filter { key in
            let plural = PluralCategory.allCases.first { key.hasSuffix($0.suffix) }
                .map { key.dropLast($0.suffix.count) + PluralCategory.other.suffix }
            return plural.map { !held.contains(String($0)) } ?? true
        }
    }
}
