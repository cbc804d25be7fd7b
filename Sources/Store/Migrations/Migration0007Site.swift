extension Migration {
    /// Lists with dense ranks, stored bodies, and the views that the site renderer reads.
    ///
    /// Posts that are there already are listed, the months in UTC. Taken back, it forgets what the
    /// last build knew, so that the next one renders every text and writes every page.
    static let site = Migration(
        7, "site",
        up: """
            CREATE TABLE list (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('home', 'person', 'tag', 'month')),
                key TEXT NOT NULL,
                UNIQUE (kind, key)
            ) STRICT;

            CREATE TABLE listing (
                listID INTEGER NOT NULL REFERENCES list (id),
                rank INTEGER NOT NULL,
                postID INTEGER NOT NULL REFERENCES post (id),
                PRIMARY KEY (listID, rank)
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX listingByPost ON listing (postID, listID);

            CREATE TABLE rendering (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                renderer TEXT NOT NULL,
                title TEXT,
                name TEXT NOT NULL,
                excerpt TEXT NOT NULL,
                html TEXT NOT NULL,
                cover TEXT,
                isNSFW INTEGER NOT NULL CHECK (isNSFW IN (0, 1)),
                isLong INTEGER NOT NULL CHECK (isLong IN (0, 1))
            ) STRICT;

            CREATE TABLE statistic (
                name TEXT PRIMARY KEY,
                value INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE VIEW publicPost AS
                SELECT post.id, post.guid, post.authorID, post.createdAt, post.editedAt
                FROM post JOIN person ON person.id = post.authorID
                WHERE post.isPublic = 1 AND person.kind = 'local';
            CREATE VIEW publicRendering AS
                SELECT rendering.* FROM rendering JOIN publicPost ON publicPost.id = rendering.postID;
            CREATE VIEW publicPerson AS
                SELECT person.id, person.guid, person.diasporaID, person.createdAt,
                       profile.firstName, profile.lastName, profile.tags, profile.photoID,
                       CASE profile.hasPublicDetails WHEN 1 THEN profile.bio ELSE '' END AS bio,
                       CASE profile.hasPublicDetails WHEN 1 THEN profile.location ELSE '' END AS location
                FROM person JOIN profile ON profile.personID = person.id
                WHERE person.kind = 'local' AND person.closedAt IS NULL;
            CREATE VIEW publicTagging AS
                SELECT tagging.postID, tagging.position, tag.name
                FROM tagging JOIN tag ON tag.id = tagging.tagID
                JOIN publicPost ON publicPost.id = tagging.postID;
            CREATE VIEW publicPhoto AS
                SELECT photo.id, photo.guid, photo.postID, photo.position, photo.isInline,
                       photo.fileName, photo.width, photo.height, photo.alt
                FROM photo
                WHERE photo.isPublic = 1
                    AND (EXISTS (SELECT 1 FROM publicPost WHERE publicPost.id = photo.postID)
                        OR EXISTS (SELECT 1 FROM publicPerson WHERE publicPerson.photoID = photo.id));
            CREATE VIEW publicPhotoVersion AS
                SELECT photoVersion.* FROM photoVersion
                JOIN publicPhoto ON publicPhoto.id = photoVersion.photoID;
            CREATE VIEW publicPoll AS
                SELECT poll.id, poll.postID, poll.question
                FROM poll JOIN publicPost ON publicPost.id = poll.postID;
            CREATE VIEW publicPollAnswer AS
                SELECT pollAnswer.pollID, pollAnswer.position, pollAnswer.text, pollAnswer.voteCount
                FROM pollAnswer JOIN publicPoll ON publicPoll.id = pollAnswer.pollID;
            CREATE VIEW publicLocation AS
                SELECT location.* FROM location JOIN publicPost ON publicPost.id = location.postID;
            CREATE VIEW publicRedirect AS
                SELECT redirect.path, redirect.postID FROM redirect
                JOIN publicPost ON publicPost.id = redirect.postID;
            CREATE VIEW publicList AS SELECT id, kind, key FROM list;
            CREATE VIEW publicListing AS SELECT listID, rank, postID FROM listing;
            CREATE VIEW publicStatistic AS SELECT name, value FROM statistic;

            CREATE TEMP VIEW entry AS
                SELECT 'home' AS kind, '' AS key, id AS postID, createdAt, guid FROM publicPost
                UNION ALL SELECT 'person', authorID, id, createdAt, guid FROM publicPost
                UNION ALL SELECT 'month', strftime('%Y-%m', createdAt, 'unixepoch'), id, createdAt,
                    guid FROM publicPost
                UNION ALL SELECT 'tag', publicTagging.name, id, createdAt, guid
                    FROM publicPost JOIN publicTagging ON publicTagging.postID = publicPost.id;
            INSERT INTO list (kind, key) SELECT DISTINCT kind, CAST(key AS TEXT) FROM entry;
            INSERT INTO listing (listID, rank, postID)
                SELECT list.id,
                    row_number() OVER (PARTITION BY list.id ORDER BY createdAt, guid), postID
                FROM entry JOIN list
                    ON list.kind = entry.kind AND list.key = CAST(entry.key AS TEXT);
            DROP VIEW entry;
            """,
        down: """
            DROP VIEW publicStatistic;
            DROP VIEW publicListing;
            DROP VIEW publicList;
            DROP VIEW publicRedirect;
            DROP VIEW publicLocation;
            DROP VIEW publicPollAnswer;
            DROP VIEW publicPoll;
            DROP VIEW publicPhotoVersion;
            DROP VIEW publicPhoto;
            DROP VIEW publicTagging;
            DROP VIEW publicPerson;
            DROP VIEW publicRendering;
            DROP VIEW publicPost;
            DROP TABLE statistic;
            DROP TABLE rendering;
            DROP TABLE listing;
            DROP TABLE list;
            DELETE FROM podState WHERE key IN ('site.renderer', 'site.fingerprint', 'site.timeZone');
            """)
}
