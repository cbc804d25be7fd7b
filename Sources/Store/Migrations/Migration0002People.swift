extension Migration {
    static let people = Migration(
        2, "people",
        up: """
            CREATE TABLE person (
                id INTEGER PRIMARY KEY,
                guid TEXT NOT NULL UNIQUE,
                diasporaID TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL CHECK (kind IN ('local', 'remote', 'guest')),
                createdAt INTEGER NOT NULL,
                closedAt INTEGER
            ) STRICT;
            CREATE INDEX personLocal ON person (id) WHERE kind = 'local';

            CREATE TABLE personKey (
                personID INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
                publicKey TEXT NOT NULL,
                privateKey TEXT,
                createdAt INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE profile (
                personID INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
                firstName TEXT NOT NULL DEFAULT '' CHECK (length(firstName) <= 32),
                lastName TEXT NOT NULL DEFAULT '' CHECK (length(lastName) <= 32),
                bio TEXT NOT NULL DEFAULT '' CHECK (length(bio) <= 65535),
                location TEXT NOT NULL DEFAULT '' CHECK (length(location) <= 255),
                gender TEXT NOT NULL DEFAULT '' CHECK (length(gender) <= 255),
                birthday TEXT,
                tags TEXT NOT NULL DEFAULT '',
                isSearchable INTEGER NOT NULL DEFAULT 1 CHECK (isSearchable IN (0, 1)),
                isNSFW INTEGER NOT NULL DEFAULT 0 CHECK (isNSFW IN (0, 1)),
                hasPublicDetails INTEGER NOT NULL DEFAULT 0 CHECK (hasPublicDetails IN (0, 1)),
                updatedAt INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE user (
                id INTEGER PRIMARY KEY,
                personID INTEGER NOT NULL UNIQUE REFERENCES person (id),
                username TEXT NOT NULL UNIQUE,
                email TEXT COLLATE NOCASE UNIQUE,
                passwordHash TEXT NOT NULL,
                language TEXT,
                createdAt INTEGER NOT NULL,
                lockedAt INTEGER,
                closedAt INTEGER,
                lastSeenAt INTEGER
            ) STRICT;

            CREATE TABLE role (
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                name TEXT NOT NULL CHECK (name IN ('admin', 'moderator', 'spotlight')),
                PRIMARY KEY (personID, name)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE aspect (
                id INTEGER PRIMARY KEY,
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 20),
                position INTEGER NOT NULL,
                UNIQUE (userID, name)
            ) STRICT;

            CREATE TABLE contact (
                id INTEGER PRIMARY KEY,
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                isSharing INTEGER NOT NULL DEFAULT 0 CHECK (isSharing IN (0, 1)),
                isReceiving INTEGER NOT NULL DEFAULT 0 CHECK (isReceiving IN (0, 1)),
                createdAt INTEGER NOT NULL,
                UNIQUE (userID, personID)
            ) STRICT;
            CREATE INDEX contactByPerson ON contact (personID);

            CREATE TABLE aspectMembership (
                aspectID INTEGER NOT NULL REFERENCES aspect (id) ON DELETE CASCADE,
                contactID INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
                PRIMARY KEY (aspectID, contactID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX aspectMembershipByContact ON aspectMembership (contactID);

            CREATE TABLE block (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                createdAt INTEGER NOT NULL,
                PRIMARY KEY (userID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX blockByPerson ON block (personID);
            """,
        down: """
            DROP TABLE block;
            DROP TABLE aspectMembership;
            DROP TABLE contact;
            DROP TABLE aspect;
            DROP TABLE role;
            DROP TABLE user;
            DROP TABLE profile;
            DROP TABLE personKey;
            DROP TABLE person;
            """)
}
