extension Migration {
    /// The participations of the pod itself, apart from those of its users; and of these, whether the user asked for
    /// it, and how many answers it stands for.
    ///
    /// Before, the pod asked in the name of its first user, whose own rows cannot be told from the pod's: those of
    /// posts elsewhere that this user never answered go to the pod. Users who answered posts of this pod take part
    /// in them from now on. The way down gives the pod's rows to that user again, and keeps what users asked for.
    static let participations = Migration(
        29, "participations",
        up: """
            CREATE TABLE podParticipation (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                guid TEXT NOT NULL UNIQUE,
                createdAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX podParticipationByPerson ON podParticipation (personID);
            ALTER TABLE participation ADD COLUMN isAsked INTEGER NOT NULL DEFAULT 0
                CHECK (isAsked IN (0, 1));
            ALTER TABLE participation ADD COLUMN answerCount INTEGER NOT NULL DEFAULT 0
                CHECK (answerCount >= 0);

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
            CREATE INDEX temp.answeredByPost ON answered (postID, authorID);

            INSERT INTO podParticipation (postID, personID, guid, createdAt)
                SELECT participation.postID, participation.authorID, participation.guid,
                    participation.createdAt
                FROM participation
                    JOIN post ON post.id = participation.postID
                    JOIN person AS author ON author.id = post.authorID
                WHERE participation.authorID = (
                        SELECT personID FROM user WHERE closedAt IS NULL ORDER BY username LIMIT 1)
                    AND participation.isMuted = 0 AND author.kind = 'remote'
                    AND NOT EXISTS (SELECT 1 FROM answered WHERE answered.postID = post.id
                        AND answered.authorID = participation.authorID);
            DELETE FROM participation WHERE guid IN (SELECT guid FROM podParticipation);
            UPDATE participation SET isAsked = 1 WHERE isMuted = 0 AND (
                NOT EXISTS (SELECT 1 FROM answered WHERE answered.postID = participation.postID
                    AND answered.authorID = participation.authorID)
                OR EXISTS (SELECT 1 FROM post JOIN person ON person.id = post.authorID
                    WHERE post.id = participation.postID AND person.kind <> 'remote'));
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
                SELECT guid, postID, personID, createdAt FROM podParticipation;
            DROP TABLE podParticipation;
            DELETE FROM participation WHERE isAsked = 0 AND isMuted = 0
                AND postID IN (
                    SELECT post.id FROM post JOIN person ON person.id = post.authorID
                    WHERE person.kind <> 'remote')
                AND authorID IN (SELECT personID FROM user);
            ALTER TABLE participation DROP COLUMN answerCount;
            ALTER TABLE participation DROP COLUMN isAsked;
            """)
}
