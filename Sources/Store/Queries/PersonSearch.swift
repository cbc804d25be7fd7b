internal import GRDB

extension ReadTransaction {
    /// The fewest characters by which people are found.
    public static let shortestPersonSearch = 3
    /// The most characters of a search that count.
    private static let longestPersonSearch = 100

    /// Lists the people whose name or diaspora* ID has a text in it, in any case; people with closed accounts, and those who
    /// do not want to be found and share nothing with the user, are left out.
    ///
    /// - Parameter text: At least ``shortestPersonSearch`` characters; fewer find nobody.
    /// - Returns: Their rows, the best match first.
    public func people(having text: String, forUserID userID: Int64, limit: Int) throws -> [Int64] {
        // SQLite ends a text at U+0000.
        let scalars = text.unicodeScalars.filter { $0 != "\0" }.prefix(Self.longestPersonSearch)
        guard scalars.count >= Self.shortestPersonSearch else { return [] }
        // One phrase, in which a quotation mark is doubled, so that nothing in it is an operator.
        let parts = scalars.split(separator: "\"", omittingEmptySubsequences: false)
        let phrase = "\"" + parts.map { String($0) }.joined(separator: "\"\"") + "\""
        return try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT person.id FROM personSearch
                    JOIN person ON person.id = personSearch.rowid
                    LEFT JOIN profile ON profile.personID = person.id
                    WHERE personSearch MATCH ?1 AND person.closedAt IS NULL
                        AND person.kind <> 'guest'
                        AND (COALESCE(profile.isSearchable, 1) = 1 OR EXISTS (
                            SELECT 1 FROM contact
                            WHERE contact.personID = person.id AND contact.userID = ?2))
                    ORDER BY personSearch.rank LIMIT ?3
                    """),
            arguments: [phrase, userID, limit])
    }
}
