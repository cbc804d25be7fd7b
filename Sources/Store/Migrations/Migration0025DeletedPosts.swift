extension Migration {
    /// Posts that were deleted while more hangs on them than one transaction removes.
    ///
    /// Such a row has nothing of the post but its author: `deletedGUID` is the GUID that it had, and
    /// `guid` one that no message can name. The way down removes at once what still hangs on them.
    static let deletedPosts = Migration(
        25, "deletedPosts",
        up: """
            ALTER TABLE post ADD COLUMN deletedGUID TEXT;
            ALTER TABLE post ADD COLUMN wasPublic INTEGER NOT NULL DEFAULT 0
                CHECK (wasPublic IN (0, 1));
            CREATE INDEX postDeleted ON post (id) WHERE deletedGUID IS NOT NULL;
            """,
        down: """
            CREATE TEMP TABLE gone AS
                SELECT post.id, post.deletedGUID, post.wasPublic, poll.id AS pollID,
                    (SELECT diasporaID FROM person WHERE id = post.authorID) AS author,
                    CAST(strftime('%s', 'now') AS INTEGER) AS deletedAt
                FROM post LEFT JOIN poll ON poll.postID = post.id
                WHERE post.deletedGUID IS NOT NULL;
            INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT comment.guid, 'comment', comment.authorID, gone.wasPublic, gone.deletedAt
                FROM gone JOIN comment ON comment.postID = gone.id
                UNION ALL
                SELECT liking.guid, 'like', liking.authorID, gone.wasPublic, gone.deletedAt
                FROM gone JOIN liking ON liking.postID = gone.id
                UNION ALL
                SELECT vote.guid, 'poll_participation', vote.authorID, gone.wasPublic, gone.deletedAt
                FROM gone JOIN vote ON vote.pollID = gone.pollID
                UNION ALL
                SELECT remotePhoto.guid, 'photo', remotePhoto.authorID, gone.wasPublic,
                    gone.deletedAt
                FROM gone JOIN remotePhoto ON remotePhoto.postID = gone.id;
            DELETE FROM liking WHERE postID IN (SELECT id FROM gone);
            DELETE FROM commentMention WHERE commentID IN (
                SELECT comment.id FROM gone JOIN comment ON comment.postID = gone.id);
            DELETE FROM commentEnvelope WHERE commentID IN (
                SELECT comment.id FROM gone JOIN comment ON comment.postID = gone.id);
            DELETE FROM comment WHERE postID IN (SELECT id FROM gone);
            DELETE FROM vote WHERE pollID IN (SELECT pollID FROM gone);
            DELETE FROM pollAnswer WHERE pollID IN (SELECT pollID FROM gone);
            DELETE FROM poll WHERE postID IN (SELECT id FROM gone);
            DELETE FROM remotePhoto WHERE postID IN (SELECT id FROM gone);
            DELETE FROM participation WHERE postID IN (SELECT id FROM gone);
            DELETE FROM subscriber WHERE postID IN (SELECT id FROM gone);
            DELETE FROM recipient WHERE postID IN (SELECT id FROM gone);
            UPDATE payload SET postID = NULL WHERE postID IN (SELECT id FROM gone);
            UPDATE post SET rootGUID = NULL, rootAuthor = NULL
                WHERE (rootGUID, rootAuthor) IN (SELECT deletedGUID, author FROM gone);
            DELETE FROM post WHERE id IN (SELECT id FROM gone);
            DROP TABLE gone;
            DROP INDEX postDeleted;
            ALTER TABLE post DROP COLUMN wasPublic;
            ALTER TABLE post DROP COLUMN deletedGUID;
            """)
}
