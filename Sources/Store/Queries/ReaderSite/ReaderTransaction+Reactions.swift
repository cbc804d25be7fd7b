internal import GRDB

extension ReaderTransaction {
    /// Lists the people who like a post, newest like first, each with the row by which the list is paged.
    ///
    /// - Parameter row: The row after which the page begins; nil for the first page.
    public func likers(
        postID: Int64, after row: Int64?, limit: Int
    ) throws -> [(row: Int64, person: ReadablePerson)] {
        try people(
            """
            SELECT liking.id, \(ReadablePerson.columns) FROM readableLiking AS liking
            JOIN readablePerson AS person ON person.id = liking.authorID
            WHERE liking.postID = ? AND liking.id < ? ORDER BY liking.id DESC LIMIT ?
            """, [postID, row ?? .max, limit])
    }

    /// Lists the people who reshared a post, newest reshare first, in the same way.
    public func resharers(
        postID: Int64, after row: Int64?, limit: Int
    ) throws -> [(row: Int64, person: ReadablePerson)] {
        try people(
            """
            SELECT reshare.id, \(ReadablePerson.columns) FROM readableReshare AS reshare
            JOIN readablePerson AS person ON person.id = reshare.authorID
            WHERE reshare.rootID = ? AND reshare.id < ? ORDER BY reshare.id DESC LIMIT ?
            """, [postID, row ?? .max, limit])
    }

    private func people(
        _ sql: String, _ arguments: StatementArguments
    ) throws -> [(row: Int64, person: ReadablePerson)] {
        try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map {
            (try $0.value(0), try ReadablePerson($0, from: 1))
        }
    }
}
