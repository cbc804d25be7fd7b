/// The conditions that lists add to what a reader may read: nothing by people whom they ignore, no reshares of these, nothing
/// of accounts of other pods that are closed, and no post that they hid.
///
/// A list states them in its query, so that no page of it is short. A direct link does not ask for them.
enum ListFilter {
    /// Returns the condition on a row of `readablePost`.
    ///
    /// - Parameter post: The name of the row in the query.
    static func ofPosts(_ post: String) -> String {
        """
        \(post).authorID NOT IN (SELECT personID FROM readableIgnored)
            AND (\(post).rootAuthor IS NULL OR \(post).rootAuthor NOT IN (
                SELECT diasporaID FROM readableIgnoredID))
            AND NOT EXISTS (SELECT 1 FROM readableClosed
                WHERE readableClosed.personID = \(post).authorID)
            AND \(hidden(post))
        """
    }

    /// Returns the part of it that holds for the reader's own posts as well.
    static func hidden(_ post: String) -> String {
        "NOT EXISTS (SELECT 1 FROM readableHidden WHERE readableHidden.postID = \(post).id)"
    }

    /// The condition on a row of `readableComment` or `readableMessage`.
    static let answers = "authorID NOT IN (SELECT personID FROM readableIgnored)"
}
