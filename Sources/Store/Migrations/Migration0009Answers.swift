extension Migration {
    /// Reshares, and what people answer to posts.
    ///
    /// `xml` holds an answer as its author signed it, byte for byte: what is relayed must keep the order
    /// of elements, the unknown ones and the signature. The check of a post's kind is changed in the
    /// stored schema, as SQLite's documentation of ALTER TABLE (section 7) describes for constraints.
    static let answers = Migration(
        9, "answers",
        up: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema
                SET sql = replace(sql, 'CHECK (kind IN (''status_message''))',
                    'CHECK (kind IN (''status_message'', ''reshare''))')
                WHERE type = 'table' AND name = 'post';
            PRAGMA writable_schema = RESET;
            ALTER TABLE post ADD COLUMN rootGUID TEXT;
            ALTER TABLE post ADD COLUMN rootAuthor TEXT;
            CREATE INDEX postByRoot ON post (rootGUID) WHERE rootGUID IS NOT NULL;
            CREATE UNIQUE INDEX reshareByAuthor ON post (authorID, rootGUID)
                WHERE rootGUID IS NOT NULL;

            CREATE TABLE comment (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 65535),
                createdAt INTEGER NOT NULL,
                xml BLOB NOT NULL
            ) STRICT;
            CREATE INDEX commentByPost ON comment (postID, id);
            CREATE INDEX commentByAuthor ON comment (authorID);

            CREATE TABLE liking (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                commentID INTEGER REFERENCES comment (id) ON DELETE CASCADE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                isPositive INTEGER NOT NULL DEFAULT 1 CHECK (isPositive IN (0, 1)),
                createdAt INTEGER NOT NULL,
                xml BLOB NOT NULL
            ) STRICT;
            CREATE INDEX likingByPost ON liking (postID, id);
            CREATE INDEX likingByComment ON liking (commentID);
            CREATE INDEX likingByAuthor ON liking (authorID);
            CREATE UNIQUE INDEX likingOnce ON liking (authorID, postID, COALESCE(commentID, 0));

            CREATE TABLE vote (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                pollID INTEGER NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
                answerID INTEGER NOT NULL REFERENCES pollAnswer (id) ON DELETE CASCADE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                createdAt INTEGER NOT NULL,
                xml BLOB NOT NULL,
                UNIQUE (pollID, authorID)
            ) STRICT;
            CREATE INDEX voteByAnswer ON vote (answerID);
            CREATE INDEX voteByAuthor ON vote (authorID);
            CREATE TRIGGER voteCounted AFTER INSERT ON vote BEGIN
                UPDATE pollAnswer SET voteCount = voteCount + 1 WHERE id = new.answerID;
            END;
            CREATE TRIGGER voteTakenBack AFTER DELETE ON vote BEGIN
                UPDATE pollAnswer SET voteCount = voteCount - 1 WHERE id = old.answerID;
            END;

            CREATE TABLE participation (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                authorID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                isMuted INTEGER NOT NULL DEFAULT 0 CHECK (isMuted IN (0, 1)),
                createdAt INTEGER NOT NULL,
                UNIQUE (postID, authorID)
            ) STRICT;
            CREATE INDEX participationByAuthor ON participation (authorID);

            CREATE TABLE commentMention (
                commentID INTEGER NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                PRIMARY KEY (commentID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX commentMentionByPerson ON commentMention (personID);

            CREATE TABLE remotePhoto (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                authorID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                postID INTEGER REFERENCES post (id) ON DELETE CASCADE,
                postGUID TEXT,
                position INTEGER NOT NULL DEFAULT 0,
                isPublic INTEGER NOT NULL CHECK (isPublic IN (0, 1)),
                path TEXT NOT NULL CHECK (length(path) <= 2048),
                name TEXT NOT NULL CHECK (length(name) <= 1024),
                alt TEXT NOT NULL DEFAULT '' CHECK (length(alt) <= 65535),
                width INTEGER,
                height INTEGER,
                createdAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX remotePhotoByPost ON remotePhoto (postID, position);
            CREATE INDEX remotePhotoByAuthor ON remotePhoto (authorID);

            CREATE TABLE conversation (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
                createdAt INTEGER NOT NULL,
                updatedAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX conversationByAuthor ON conversation (authorID);

            CREATE TABLE conversationParticipant (
                conversationID INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id),
                unreadCount INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (conversationID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX conversationParticipantByPerson ON conversationParticipant (personID);

            CREATE TABLE message (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                conversationID INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 65535),
                createdAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX messageByConversation ON message (conversationID, id);
            CREATE INDEX messageByAuthor ON message (authorID);

            CREATE VIEW publicComment AS
                SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.text,
                       comment.createdAt
                FROM comment JOIN publicPost ON publicPost.id = comment.postID;
            CREATE VIEW publicLiking AS
                SELECT liking.id, liking.postID, liking.commentID, liking.authorID,
                       liking.isPositive
                FROM liking JOIN publicPost ON publicPost.id = liking.postID;
            CREATE VIEW publicReshare AS
                SELECT post.id, post.guid, post.authorID, post.createdAt, publicPost.id AS postID
                FROM post JOIN publicPost ON publicPost.guid = post.rootGUID
                WHERE post.isPublic = 1;
            CREATE VIEW publicRoot AS
                SELECT id AS postID, rootGUID, rootAuthor FROM post
                WHERE kind = 'reshare' AND isPublic = 1;
            CREATE VIEW publicAnswerer AS
                SELECT person.id, person.guid, person.diasporaID, person.kind, person.closedAt,
                       profile.firstName, profile.lastName
                FROM person LEFT JOIN profile ON profile.personID = person.id
                WHERE EXISTS (SELECT 1 FROM publicComment WHERE publicComment.authorID = person.id)
                    OR EXISTS (SELECT 1 FROM publicLiking WHERE publicLiking.authorID = person.id)
                    OR EXISTS (SELECT 1 FROM publicReshare WHERE publicReshare.authorID = person.id);
            """,
        down: """
            DROP VIEW publicAnswerer;
            DROP VIEW publicRoot;
            DROP VIEW publicReshare;
            DROP VIEW publicLiking;
            DROP VIEW publicComment;
            DROP TABLE message;
            DROP TABLE conversationParticipant;
            DROP TABLE conversation;
            DROP TABLE remotePhoto;
            DROP TABLE commentMention;
            DROP TABLE participation;
            DROP TABLE vote;
            DROP TABLE liking;
            DROP TABLE comment;
            DELETE FROM post WHERE kind = 'reshare';
            DROP INDEX reshareByAuthor;
            DROP INDEX postByRoot;
            ALTER TABLE post DROP COLUMN rootAuthor;
            ALTER TABLE post DROP COLUMN rootGUID;
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema
                SET sql = replace(sql, 'CHECK (kind IN (''status_message'', ''reshare''))',
                    'CHECK (kind IN (''status_message''))')
                WHERE type = 'table' AND name = 'post';
            PRAGMA writable_schema = RESET;
            """)
}
