extension Migration {
    static let posts = Migration(
        3, "posts",
        up: """
            CREATE TABLE post (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                kind TEXT NOT NULL DEFAULT 'status_message' CHECK (kind IN ('status_message')),
                text TEXT NOT NULL CHECK (length(text) <= 262144),
                isPublic INTEGER NOT NULL CHECK (isPublic IN (0, 1)),
                isSilent INTEGER NOT NULL DEFAULT 0 CHECK (isSilent IN (0, 1)),
                createdAt INTEGER NOT NULL,
                editedAt INTEGER,
                version INTEGER NOT NULL DEFAULT 1
            ) STRICT;
            CREATE INDEX postByAuthor ON post (authorID, createdAt, guid);

            CREATE TABLE postVersion (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                version INTEGER NOT NULL,
                text TEXT NOT NULL,
                replacedAt INTEGER NOT NULL,
                PRIMARY KEY (postID, version)
            ) STRICT;

            CREATE TABLE tombstone (
                guid TEXT PRIMARY KEY,
                type TEXT NOT NULL,
                authorID INTEGER,
                wasPublic INTEGER NOT NULL CHECK (wasPublic IN (0, 1)),
                deletedAt INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE draft (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                text TEXT NOT NULL CHECK (length(text) <= 262144),
                slug TEXT,
                pollQuestion TEXT,
                pollAnswers TEXT CHECK (pollAnswers IS NULL OR json_valid(pollAnswers)),
                address TEXT,
                createdAt INTEGER NOT NULL,
                updatedAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX draftByUser ON draft (userID, updatedAt);

            CREATE TABLE schedule (
                draftID INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
                publishAt INTEGER NOT NULL,
                isPublic INTEGER NOT NULL CHECK (isPublic IN (0, 1)),
                failure TEXT
            ) STRICT;
            CREATE INDEX scheduleByTime ON schedule (publishAt);

            CREATE TABLE scheduleAspect (
                draftID INTEGER NOT NULL REFERENCES schedule (draftID) ON DELETE CASCADE,
                aspectID INTEGER NOT NULL REFERENCES aspect (id) ON DELETE CASCADE,
                PRIMARY KEY (draftID, aspectID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX scheduleAspectByAspect ON scheduleAspect (aspectID);

            CREATE TABLE poll (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                postID INTEGER NOT NULL UNIQUE REFERENCES post (id) ON DELETE CASCADE,
                question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 255)
            ) STRICT;

            CREATE TABLE pollAnswer (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                pollID INTEGER NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 255),
                voteCount INTEGER NOT NULL DEFAULT 0 CHECK (voteCount >= 0),
                UNIQUE (pollID, position)
            ) STRICT;

            CREATE TABLE location (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 255),
                latitude REAL,
                longitude REAL
            ) STRICT;

            CREATE TABLE mention (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                PRIMARY KEY (postID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX mentionByPerson ON mention (personID);

            CREATE TABLE tag (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 255)
            ) STRICT;

            CREATE TABLE tagging (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                tagID INTEGER NOT NULL REFERENCES tag (id),
                PRIMARY KEY (postID, position)
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX taggingByTag ON tagging (tagID, postID);

            CREATE TABLE importedPost (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                path TEXT NOT NULL,
                title TEXT NOT NULL,
                digest TEXT NOT NULL,
                guid TEXT NOT NULL,
                PRIMARY KEY (userID, path, title)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX importedPostByDigest ON importedPost (userID, digest);

            CREATE TABLE redirect (
                path TEXT PRIMARY KEY,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX redirectByPost ON redirect (postID);
            """,
        down: """
            DROP TABLE redirect;
            DROP TABLE importedPost;
            DROP TABLE tagging;
            DROP TABLE tag;
            DROP TABLE mention;
            DROP TABLE location;
            DROP TABLE pollAnswer;
            DROP TABLE poll;
            DROP TABLE scheduleAspect;
            DROP TABLE schedule;
            DROP TABLE draft;
            DROP TABLE tombstone;
            DROP TABLE postVersion;
            DROP TABLE post;
            """)
}
