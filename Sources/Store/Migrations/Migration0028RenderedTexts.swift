extension Migration {
    /// The HTML of comments and private messages, and the texts whose HTML is still to be made.
    ///
    /// Nothing is rendered here: texts that are there already are found by the first build, which needs
    /// those on its pages, and by the worker of the others. From now on a text waits from the transaction on that
    /// stores or changes it, whatever does so. The views of the public site have no comment that waits; `NOT IN` looks each
    /// up by its row, where `NOT EXISTS` would run a query for each. The HTML of posts stands in `rendering`, as that of the pod's own posts does.
    static let renderedTexts = Migration(
        28, "renderedTexts",
        up: """
            CREATE TABLE commentRendering (
                commentID INTEGER PRIMARY KEY REFERENCES comment (id) ON DELETE CASCADE,
                renderer TEXT NOT NULL,
                html TEXT NOT NULL,
                beginning TEXT,
                isNaming INTEGER NOT NULL CHECK (isNaming IN (0, 1))
            ) STRICT;
            CREATE INDEX commentRenderingNaming ON commentRendering (commentID) WHERE isNaming = 1;
            CREATE TABLE messageRendering (
                messageID INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
                renderer TEXT NOT NULL,
                html TEXT NOT NULL,
                isNaming INTEGER NOT NULL CHECK (isNaming IN (0, 1))
            ) STRICT;
            CREATE INDEX messageRenderingNaming ON messageRendering (messageID) WHERE isNaming = 1;

            CREATE TABLE unrenderedPost (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                isTried INTEGER NOT NULL DEFAULT 0 CHECK (isTried IN (0, 1))
            ) STRICT;
            CREATE TABLE unrenderedComment (
                commentID INTEGER PRIMARY KEY REFERENCES comment (id) ON DELETE CASCADE,
                isTried INTEGER NOT NULL DEFAULT 0 CHECK (isTried IN (0, 1))
            ) STRICT;
            CREATE TABLE unrenderedMessage (
                messageID INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
                isTried INTEGER NOT NULL DEFAULT 0 CHECK (isTried IN (0, 1))
            ) STRICT;
            CREATE TRIGGER postUnrendered AFTER INSERT ON post
                WHEN new.kind = 'status_message'
                    AND (SELECT kind FROM person WHERE id = new.authorID) = 'remote'
            BEGIN
                INSERT OR IGNORE INTO unrenderedPost (postID) VALUES (new.id);
            END;
            CREATE TRIGGER postOutdated AFTER UPDATE OF text, authorID ON post
                WHEN new.kind = 'status_message' AND new.deletedGUID IS NULL
                    AND (SELECT kind FROM person WHERE id = new.authorID) = 'remote'
                    AND (new.text <> old.text
                        OR (SELECT kind FROM person WHERE id = old.authorID) <> 'remote')
            BEGIN
                INSERT OR IGNORE INTO unrenderedPost (postID) VALUES (new.id);
            END;
            CREATE TRIGGER commentUnrendered AFTER INSERT ON comment BEGIN
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER commentOutdated AFTER UPDATE OF text ON comment BEGIN
                INSERT OR IGNORE INTO unrenderedComment (commentID) VALUES (new.id);
            END;
            CREATE TRIGGER messageUnrendered AFTER INSERT ON message BEGIN
                INSERT OR IGNORE INTO unrenderedMessage (messageID) VALUES (new.id);
            END;
            CREATE TRIGGER messageOutdated AFTER UPDATE OF text ON message BEGIN
                INSERT OR IGNORE INTO unrenderedMessage (messageID) VALUES (new.id);
            END;

            DROP VIEW publicComment;
            CREATE VIEW publicComment AS
                SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.text,
                       comment.createdAt,
                       (SELECT html FROM commentRendering WHERE commentID = comment.id) AS html,
                       (SELECT beginning FROM commentRendering WHERE commentID = comment.id)
                           AS beginning
                FROM comment JOIN publicPost ON publicPost.id = comment.postID
                WHERE comment.id NOT IN (SELECT commentID FROM unrenderedComment);
            """,
        down: """
            DROP VIEW publicComment;
            CREATE VIEW publicComment AS
                SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.text,
                       comment.createdAt
                FROM comment JOIN publicPost ON publicPost.id = comment.postID;
            DROP TRIGGER messageOutdated;
            DROP TRIGGER messageUnrendered;
            DROP TRIGGER commentOutdated;
            DROP TRIGGER commentUnrendered;
            DROP TRIGGER postOutdated;
            DROP TRIGGER postUnrendered;
            DROP TABLE unrenderedMessage;
            DROP TABLE unrenderedComment;
            DROP TABLE unrenderedPost;
            DROP TABLE messageRendering;
            DROP TABLE commentRendering;
            DELETE FROM rendering WHERE postID IN (
                SELECT post.id FROM post JOIN person ON person.id = post.authorID
                WHERE person.kind = 'remote');
            DELETE FROM podState
                WHERE key IN ('site.comments', 'texts.post', 'texts.comment', 'texts.message');
            """)
}
