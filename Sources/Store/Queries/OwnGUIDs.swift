public import Diaspora
internal import GRDB

extension ReadTransaction {
    /// Looks for posts and drafts of people of this pod by the beginning of their GUIDs.
    ///
    /// - Parameter personID: Whose; everybody's of this pod if nil.
    public func ownGUIDs(
        beginningWith beginning: String, personID: Int64?, limit: Int
    ) throws -> [GUID] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid FROM post
                    WHERE guid >= :first AND guid < :end AND deletedGUID IS NULL
                        AND authorID IN (SELECT id FROM person WHERE kind = 'local')
                        AND (:person IS NULL OR authorID = :person)
                    UNION
                    SELECT guid FROM draft
                    WHERE guid >= :first AND guid < :end AND (:person IS NULL OR userID IN
                        (SELECT id FROM user WHERE personID = :person))
                    ORDER BY guid LIMIT :limit
                    """),
            arguments: [
                "first": beginning, "end": beginning + "\u{10FFFF}", "person": personID,
                "limit": limit,
            ]
        ).compactMap { GUID($0) }
    }
}
