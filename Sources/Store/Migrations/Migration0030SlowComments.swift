extension Migration {
    /// Comments that no build renders, as that may take a child process for seconds: long ones, and those at which a
    /// process ended. They wait in a table of their own, and the views of the public site have none of them.
    ///
    /// `renaming` has the people of this pod who are shown in another way, and how far the texts that name them were
    /// looked through. `outboxEvent.plannedAt` was never set since events go when they are planned.
    ///
    /// The number of bytes is ``UnrenderedText/maximumQuickBytes``. After the way down the next build makes
    /// everything, as it renders what had waited, and texts that name somebody are made anew if any had to be.
    static let slowComments = Migration(
        30, "slowComments",
        up: """
            CREATE TABLE slowComment (
                commentID INTEGER PRIMARY KEY REFERENCES comment (id) ON DELETE CASCADE,
                isTried INTEGER NOT NULL DEFAULT 0 CHECK (isTried IN (0, 1))
            ) STRICT;
            INSERT INTO slowComment (commentID, isTried)
                SELECT commentID, isTried FROM unrenderedComment
                JOIN comment ON comment.id = commentID
                WHERE length(CAST(text AS BLOB)) > 16384;
            DELETE FROM unrenderedComment WHERE commentID IN (SELECT commentID FROM slowComment);
            DROP TRIGGER commentUnrendered;
            DROP TRIGGER commentOutdated;
            CREATE TRIGGER commentUnrendered AFTER INSERT ON comment
                WHEN length(CAST(new.text AS BLOB)) <= 16384
            BEGIN
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER slowCommentUnrendered AFTER INSERT ON comment
                WHEN length(CAST(new.text AS BLOB)) > 16384
            BEGIN
                INSERT OR IGNORE INTO slowComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER commentOutdated AFTER UPDATE OF text ON comment
                WHEN length(CAST(new.text AS BLOB)) <= 16384
            BEGIN
                DELETE FROM slowComment WHERE commentID = new.id;
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER slowCommentOutdated AFTER UPDATE OF text ON comment
                WHEN length(CAST(new.text AS BLOB)) > 16384
            BEGIN
                DELETE FROM unrenderedComment WHERE commentID = new.id;
                INSERT OR IGNORE INTO slowComment (commentID) VALUES (new.id);
            END;

            DROP VIEW publicComment;
            CREATE VIEW publicComment AS
                SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.text,
                       comment.createdAt,
                       (SELECT html FROM commentRendering WHERE commentID = comment.id) AS html,
                       (SELECT beginning FROM commentRendering WHERE commentID = comment.id)
                           AS beginning
                FROM comment JOIN publicPost ON publicPost.id = comment.postID
                WHERE comment.id NOT IN (SELECT commentID FROM unrenderedComment)
                    AND comment.id NOT IN (SELECT commentID FROM slowComment);

            CREATE TABLE renaming (
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                kind TEXT NOT NULL CHECK (kind IN ('post', 'comment', 'message')),
                doneThrough INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (personID, kind)
            ) STRICT, WITHOUT ROWID;

            DELETE FROM outboxEvent WHERE plannedAt IS NOT NULL;
            DROP INDEX outboxEventUnplanned;
            ALTER TABLE outboxEvent DROP COLUMN plannedAt;
            """,
        down: """
            ALTER TABLE outboxEvent ADD COLUMN plannedAt INTEGER;
            CREATE INDEX outboxEventUnplanned ON outboxEvent (id) WHERE plannedAt IS NULL;

            UPDATE commentRendering SET renderer = ''
                WHERE isNaming = 1 AND EXISTS (SELECT 1 FROM renaming);
            UPDATE messageRendering SET renderer = ''
                WHERE isNaming = 1 AND EXISTS (SELECT 1 FROM renaming);
            UPDATE rendering SET renderer = '' WHERE postID IN (
                SELECT mention.postID FROM renaming
                JOIN mention ON mention.personID = renaming.personID
                JOIN post ON post.id = mention.postID
                JOIN person ON person.id = post.authorID
                WHERE renaming.kind = 'post' AND person.kind = 'remote');
            DELETE FROM podState
                WHERE key IN ('site.comments', 'texts.post', 'texts.comment', 'texts.message')
                    AND EXISTS (SELECT 1 FROM renaming);
            DROP TABLE renaming;

            DELETE FROM podState
                WHERE key = 'site.fingerprint' AND EXISTS (SELECT 1 FROM slowComment);
            DROP VIEW publicComment;
            CREATE VIEW publicComment AS
                SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.text,
                       comment.createdAt,
                       (SELECT html FROM commentRendering WHERE commentID = comment.id) AS html,
                       (SELECT beginning FROM commentRendering WHERE commentID = comment.id)
                           AS beginning
                FROM comment JOIN publicPost ON publicPost.id = comment.postID
                WHERE comment.id NOT IN (SELECT commentID FROM unrenderedComment);
            DROP TRIGGER slowCommentOutdated;
            DROP TRIGGER commentOutdated;
            DROP TRIGGER slowCommentUnrendered;
            DROP TRIGGER commentUnrendered;
            CREATE TRIGGER commentUnrendered AFTER INSERT ON comment BEGIN
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER commentOutdated AFTER UPDATE OF text ON comment BEGIN
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            INSERT OR IGNORE INTO unrenderedComment (commentID, isTried)
                SELECT commentID, isTried FROM slowComment;
            DROP TABLE slowComment;
            """)
}
