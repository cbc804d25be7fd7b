extension Migration {
    static let audiences = Migration(
        5, "audiences",
        up: """
            CREATE TABLE postAspect (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                aspectID INTEGER NOT NULL REFERENCES aspect (id) ON DELETE CASCADE,
                PRIMARY KEY (postID, aspectID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX postAspectByAspect ON postAspect (aspectID);

            CREATE TABLE recipient (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                addedAt INTEGER NOT NULL,
                PRIMARY KEY (postID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX recipientByPerson ON recipient (personID);

            CREATE TABLE subscriber (
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
                reason TEXT NOT NULL,
                addedAt INTEGER NOT NULL,
                PRIMARY KEY (postID, personID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX subscriberByPerson ON subscriber (personID);
            """,
        down: """
            DROP TABLE subscriber;
            DROP TABLE recipient;
            DROP TABLE postAspect;
            """)
}
