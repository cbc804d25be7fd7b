extension Migration {
    /// The owner's search, over limited posts too: the public index is files of the tree, made from
    /// public posts alone, and never reads this table.
    static let search = Migration(
        8, "search",
        up: """
            CREATE VIRTUAL TABLE postSearch USING fts5 (
                text, content = 'post', content_rowid = 'id',
                tokenize = "unicode61 remove_diacritics 2");
            CREATE TRIGGER postSearchInsert AFTER INSERT ON post BEGIN
                INSERT INTO postSearch (rowid, text) VALUES (new.id, new.text);
            END;
            CREATE TRIGGER postSearchDelete AFTER DELETE ON post BEGIN
                INSERT INTO postSearch (postSearch, rowid, text) VALUES ('delete', old.id, old.text);
            END;
            CREATE TRIGGER postSearchUpdate AFTER UPDATE OF text ON post BEGIN
                INSERT INTO postSearch (postSearch, rowid, text) VALUES ('delete', old.id, old.text);
                INSERT INTO postSearch (rowid, text) VALUES (new.id, new.text);
            END;
            INSERT INTO postSearch (postSearch) VALUES ('rebuild');
            """,
        down: """
            DROP TRIGGER postSearchUpdate;
            DROP TRIGGER postSearchDelete;
            DROP TRIGGER postSearchInsert;
            DROP TABLE postSearch;
            """)
}
