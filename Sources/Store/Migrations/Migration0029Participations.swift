extension Migration {
    /// The participations of the pod itself, apart from those of its users, and how many answers each of these
    /// stands for.
    ///
    /// Before, the pod asked in the name of its first user, whose own rows cannot be told from the pod's: those of
    /// posts elsewhere that this user never answered go to the pod. Users who answered posts of this pod take part
    /// in them from now on. The way down gives the pod's rows to that user again.
    static let participations = Migration(
        29, "participations",
        up: """
            CREATE TABLE podParticipation (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                guid TEXT NOT NULL UNIQUE,
                createdAt INTEGER NOT NULL
            ) STRICT;
            ALTER TABLE participation ADD COLUMN answerCount INTEGER NOT NULL DEFAULT 1
                CHECK (answerCount >= 0);

            INSERT INTO podParticipation (postID, guid, createdAt)
                SELECT participation.postID, participation.guid, participation.createdAt
                FROM participation
                    JOIN post ON post.id = participation.postID
                    JOIN person AS author ON author.id = post.authorID
                WHERE participation.authorID = (
                        SELECT personID FROM user WHERE closedAt IS NULL ORDER BY username LIMIT 1)
                    AND participation.isMuted = 0 AND author.kind = 'remote'
                    AND NOT EXISTS (SELECT 1 FROM comment WHERE comment.postID = post.id
                        AND comment.authorID = participation.authorID)
                    AND NOT EXISTS (SELECT 1 FROM liking WHERE liking.postID = post.id
                        AND liking.authorID = participation.authorID)
                    AND NOT EXISTS (SELECT 1 FROM vote JOIN poll ON poll.id = vote.pollID
                        WHERE poll.postID = post.id AND vote.authorID = participation.authorID)
                    AND NOT EXISTS (SELECT 1 FROM post AS reshare
                        WHERE reshare.rootGUID = post.guid
                        AND reshare.authorID = participation.authorID);
            DELETE FROM participation WHERE guid IN (SELECT guid FROM podParticipation);

            CREATE TEMP TABLE answered AS
                SELECT postID, authorID, COUNT(*) AS answerCount, MIN(createdAt) AS createdAt
                FROM (
                    SELECT postID, authorID, createdAt FROM comment
                    UNION ALL SELECT postID, authorID, createdAt FROM liking
                    UNION ALL SELECT poll.postID, vote.authorID, vote.createdAt
                        FROM vote JOIN poll ON poll.id = vote.pollID
                    UNION ALL SELECT root.id, reshare.authorID, reshare.createdAt
                        FROM post AS reshare JOIN post AS root ON root.guid = reshare.rootGUID
                        WHERE reshare.kind = 'reshare'
                )
                WHERE authorID IN (SELECT personID FROM user)
                GROUP BY postID, authorID;
            INSERT INTO participation (guid, postID, authorID, createdAt, answerCount)
                SELECT lower(hex(randomblob(16))), answered.postID, answered.authorID,
                    answered.createdAt, answered.answerCount
                FROM answered JOIN post ON post.id = answered.postID
                WHERE post.authorID <> answered.authorID
                ON CONFLICT (postID, authorID) DO UPDATE SET answerCount = excluded.answerCount;
            DROP TABLE answered;
            """,
        down: """
            INSERT OR IGNORE INTO participation (guid, postID, authorID, createdAt)
                SELECT podParticipation.guid, podParticipation.postID, first.personID,
                    podParticipation.createdAt
                FROM podParticipation JOIN (
                    SELECT personID FROM user WHERE closedAt IS NULL ORDER BY username LIMIT 1
                ) AS first;
            DROP TABLE podParticipation;
            DELETE FROM participation WHERE postID IN (
                    SELECT post.id FROM post JOIN person ON person.id = post.authorID
                    WHERE person.kind <> 'remote')
                AND authorID IN (SELECT personID FROM user) AND isMuted = 0;
            ALTER TABLE participation DROP COLUMN answerCount;
            """)
}
