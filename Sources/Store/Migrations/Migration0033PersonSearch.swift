extension Migration {
    /// The search for people by a part of their name or ID.
    ///
    /// Names of three characters and more are found by any part (FTS5, "The Trigram Tokenizer").
    static let personSearch = Migration(
        33, "personSearch",
        up: """
            CREATE VIRTUAL TABLE personSearch USING fts5 (
                name, diasporaID, tokenize = "trigram case_sensitive 0");
            INSERT INTO personSearch (rowid, name, diasporaID)
                SELECT person.id,
                    COALESCE(profile.firstName || ' ' || profile.lastName, ''), person.diasporaID
                FROM person LEFT JOIN profile ON profile.personID = person.id;
            CREATE TRIGGER personSearchInsert AFTER INSERT ON person BEGIN
                INSERT INTO personSearch (rowid, name, diasporaID) VALUES (new.id, '', new.diasporaID);
            END;
            CREATE TRIGGER personSearchRename AFTER UPDATE OF diasporaID ON person BEGIN
                UPDATE personSearch SET diasporaID = new.diasporaID WHERE rowid = new.id;
            END;
            CREATE TRIGGER personSearchDelete AFTER DELETE ON person BEGIN
                DELETE FROM personSearch WHERE rowid = old.id;
            END;
            CREATE TRIGGER personSearchProfile AFTER INSERT ON profile BEGIN
                UPDATE personSearch SET name = new.firstName || ' ' || new.lastName
                    WHERE rowid = new.personID;
            END;
            CREATE TRIGGER personSearchProfileChange
                AFTER UPDATE OF firstName, lastName ON profile
                WHEN old.firstName <> new.firstName OR old.lastName <> new.lastName BEGIN
                UPDATE personSearch SET name = new.firstName || ' ' || new.lastName
                    WHERE rowid = new.personID;
            END;
            """,
        down: """
            DROP TRIGGER personSearchProfileChange;
            DROP TRIGGER personSearchProfile;
            DROP TRIGGER personSearchDelete;
            DROP TRIGGER personSearchRename;
            DROP TRIGGER personSearchInsert;
            DROP TABLE personSearch;
            """)
}
