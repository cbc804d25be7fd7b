extension Migration {
    static let photos = Migration(
        4, "photos",
        up: """
            CREATE TABLE photo (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                authorID INTEGER NOT NULL REFERENCES person (id),
                postID INTEGER REFERENCES post (id) ON DELETE CASCADE,
                draftID INTEGER REFERENCES draft (id) ON DELETE CASCADE,
                position INTEGER NOT NULL DEFAULT 0,
                isInline INTEGER NOT NULL DEFAULT 0 CHECK (isInline IN (0, 1)),
                fileName TEXT NOT NULL UNIQUE,
                width INTEGER NOT NULL CHECK (width > 0),
                height INTEGER NOT NULL CHECK (height > 0),
                alt TEXT NOT NULL DEFAULT '' CHECK (length(alt) <= 65535),
                isPublic INTEGER NOT NULL CHECK (isPublic IN (0, 1)),
                createdAt INTEGER NOT NULL,
                CHECK (postID IS NULL OR draftID IS NULL)
            ) STRICT;
            CREATE INDEX photoByPost ON photo (postID, position);
            CREATE INDEX photoByDraft ON photo (draftID, position);
            CREATE INDEX photoByAuthor ON photo (authorID);

            CREATE TABLE photoVersion (
                photoID INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                PRIMARY KEY (photoID, name)
            ) STRICT, WITHOUT ROWID;

            ALTER TABLE profile
                ADD COLUMN photoID INTEGER REFERENCES photo (id) ON DELETE SET NULL;
            CREATE INDEX profileByPhoto ON profile (photoID);
            """,
        down: """
            DROP INDEX profileByPhoto;
            ALTER TABLE profile DROP COLUMN photoID;
            DROP TABLE photoVersion;
            DROP TABLE photo;
            """)
}
