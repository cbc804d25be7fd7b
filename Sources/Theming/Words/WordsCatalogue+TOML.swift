internal import TOMLKit

extension WordsCatalogue {
    /// Reads a catalogue and checks its shape, but not which keys it has.
    ///
    /// - Parameter language: The name of the file, which its `language` must repeat.
    init(language: String, toml: [UInt8]) throws(WordsError) {
        let root: TOMLTable
        do {
            root = try TOMLTable(string: String(decoding: toml, as: UTF8.self))
        } catch {
            throw .unreadable(language: language, reason: "\(error)")
        }
        guard root["language"]?.string == language else {
            throw .unreadable(language: language, reason: "`language` is not \"\(language)\"")
        }
        guard let direction = root["direction"]?.string.flatMap(TextDirection.init) else {
            throw .unreadable(language: language, reason: "`direction` is neither ltr nor rtl")
        }
        self.language = language
        self.direction = direction
        texts = try Self.strings(in: root, at: "text", of: language)
        phrases = try Self.strings(in: root, at: "phrase", of: language)
        errors =
            root["error"] == nil ? [:] : try Self.strings(in: root, at: "error", of: language)
        plurals = try Self.plurals(in: root, of: language)
    }

    private static func plurals(
        in root: TOMLTable, of language: String
    ) throws(WordsError) -> [String: [PluralCategory: String]] {
        guard let table = root["plural"]?.table else { return [:] }
        var plurals: [String: [PluralCategory: String]] = [:]
        for key in table.keys {
            var forms: [PluralCategory: String] = [:]
            for (name, form) in try strings(in: table, at: key, of: language) {
                guard let category = PluralCategory(rawValue: name) else {
                    throw .unreadable(
                        language: language, reason: "plural.\(key): \"\(name)\" is no plural form")
                }
                forms[category] = form
            }
            plurals[key] = forms
        }
        return plurals
    }

    private static func strings(
        in parent: TOMLTable, at name: String, of language: String
    ) throws(WordsError) -> [String: String] {
        guard let table = parent[name]?.table else {
            throw .unreadable(language: language, reason: "there is no table [\(name)]")
        }
        var strings: [String: String] = [:]
        for key in table.keys {
            guard let string = table[key]?.string else {
                throw .unreadable(language: language, reason: "\(name).\(key) is not a string")
            }
            strings[key] = string
        }
        return strings
    }
}
