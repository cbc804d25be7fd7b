internal import Diaspora
internal import Store

/// A mention of somebody whom nobody here knows: it is text, and reaches nobody.
public struct UnknownMention: Sendable, Equatable {
    /// The ID as written in the text, in lower case.
    public let id: String
    /// The line of the first occurrence, counted from 1; `nil` if unknown.
    public let line: Int?
}

extension Composer {
    /// Finds the people that a text mentions and nobody here knows.
    ///
    /// - Parameter source: The source of the text, whose lines are counted.
    public func unknownMentions(in text: String, source: String) throws -> [UnknownMention] {
        guard text.contains("@{") else { return [] }
        let ids = PostRenderer(settings: settings).render(text, guid: "").mentions
        return try database.read { database in
            try ids.filter { id in
                guard let known = try DiasporaID(id).flatMap({ try database.person($0) }) else {
                    return true
                }
                return known.closedAt != nil
            }
        }.map { UnknownMention(id: $0, line: Self.line(of: $0, in: source)) }
    }

    private static func line(of id: String, in source: String) -> Int? {
        source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .firstIndex { line in
                line.contains("@{") && line.lowercased().contains(id + "}")
            }
            .map { $0 + 1 }
    }
}
