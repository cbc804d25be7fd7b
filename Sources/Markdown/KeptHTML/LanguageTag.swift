/// A language as BCP 47 names it (`en`, `pt-BR`, `zh-Hant-TW`), in the usual capitals.
///
/// Spec: RFC 5646, sections 2.1 (syntax) and 2.1.1 (capitals).
public struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// The tag without script, region and variants: `pt` of `pt-BR`.
    public var language: String { String(description.prefix { $0 != "-" }) }

    /// The tag itself, then ever shorter ones: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647, 3.4).
    public var lookups: [String] {
        let subtags = description.split(separator: "-")
        return (1...subtags.count).reversed().map { subtags.prefix($0).joined(separator: "-") }
    }

    /// Reads a tag, whatever its capitals; `_` stands for `-`, as in the names of locales.
    ///
    /// - Returns: `nil` if the text has not the form of a tag.
    public init?(_ text: String) {
        let subtags = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        guard let first = subtags.first, (2...8).contains(first.count),
            first.allSatisfy(\.isLetter),
            subtags.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(Self.isAllowed) })
        else { return nil }
        let rest = subtags.dropFirst().map { subtag in
            switch subtag.count {
            case 2 where subtag.allSatisfy(\.isLetter): subtag.uppercased()
            case 4 where subtag.allSatisfy(\.isLetter):
                subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased()
            default: subtag.lowercased()
            }
        }
        description = ([first.lowercased()] + rest).joined(separator: "-")
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
