import Diaspora
import GRDB
import Testing

@testable import Store

@Suite struct SchemaTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func everyTableIsStrict() throws {
        let loose = try pod.database.pool.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND strict = 0
                        AND name NOT LIKE 'sqlite_%'
                    """)
        }

        #expect(loose == [])
    }

    @Test func everyTableHasRowsInThePopulatedDatabase() throws {
        try pod.database.pool.read { connection in
            for table in try DatabaseDump.tables(connection) {
                let count = try Int.fetchOne(connection, sql: "SELECT COUNT(*) FROM \(table)")
                #expect((count ?? 0) > 0, "\(table)")
            }
        }
    }

    @Test func everyForeignKeyHasAnIndex() throws {
        let bare = try pod.database.pool.read { connection in
            try String.fetchAll(
                connection,
                sql: """
                    SELECT t.name || '.' || fk."from"
                    FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS fk
                    JOIN pragma_table_info(t.name) AS col ON col.name = fk."from"
                    WHERE t.schema = 'main' AND fk.seq = 0 AND col.pk <> 1 AND NOT EXISTS (
                        SELECT 1 FROM pragma_index_list(t.name) AS i
                        JOIN pragma_index_info(i.name) AS c ON c.seqno = 0
                        WHERE c.name = fk."from" AND i.partial = 0)
                    """)
        }

        #expect(bare == [])
    }

    @Test(arguments: [
        "INSERT INTO pod (id, url, createdAt) VALUES (2, 'x', 1)",
        "INSERT INTO person (guid, diasporaID, kind, createdAt) SELECT guid, 'n', kind, 1 FROM person",
        "INSERT INTO person (guid, diasporaID, kind, createdAt) VALUES ('g', 'n', 'robot', 1)",
        "INSERT INTO person (guid, diasporaID, kind, createdAt) VALUES ('g', 'n', 'local', 'today')",
        "UPDATE user SET username = 'alice'",
        "UPDATE user SET email = 'ALICE@mail.example' WHERE username = 'carol'",
        "UPDATE user SET personID = 4711",
        "DELETE FROM person WHERE kind = 'local'",
        "INSERT INTO aspect (userID, name, position) SELECT userID, 'FRIENDS', 2 FROM aspect",
        "UPDATE aspect SET name = 'a name of more than twenty letters'",
        "UPDATE profile SET firstName = printf('%.*c', 33, 'x')",
        "UPDATE profile SET photoID = 4711",
        "UPDATE post SET guid = 'the same guid for all'",
        "UPDATE post SET isPublic = 2",
        "UPDATE post SET authorID = 4711",
        "UPDATE post SET text = printf('%.*c', 262145, 'x')",
        "UPDATE post SET text = NULL",
        "UPDATE poll SET question = ''",
        "UPDATE pollAnswer SET voteCount = -1",
        "UPDATE pollAnswer SET position = 0",
        "UPDATE draft SET pollAnswers = 'no JSON'",
        "UPDATE photo SET fileName = 'same.jpg'",
        "UPDATE photo SET width = 0",
        "UPDATE photo SET draftID = (SELECT id FROM draft) WHERE postID IS NOT NULL",
        "INSERT INTO tagging (postID, position, tagID) SELECT postID, position + 9, tagID FROM tagging",
        "INSERT INTO listing (listID, rank, postID) SELECT listID, rank + 99, postID FROM listing",
        "UPDATE listing SET rank = 1",
        "DELETE FROM post WHERE isPublic = 1",
        "INSERT INTO list (kind, key) VALUES ('home', '')",
        "INSERT INTO list (kind, key) VALUES ('year', '2020')",
        "UPDATE delivery SET state = 'lost'",
        "UPDATE droppedMessage SET reason = 'boredom'",
        "UPDATE delivery SET destination = 'same'",
        "DELETE FROM payload",
        "INSERT INTO redirect (path, postID) SELECT path, 1 FROM redirect",
    ])
    func theSchemaRefuses(_ sql: String) {
        #expect {
            try pod.database.write { try $0.database.execute(sql: sql) }
        } throws: { error in
            guard case StoreError.constraint = error else { return false }
            return true
        }
    }

    @Test func aDeletedPostTakesAllThatBelongsToItAlong() throws {
        try pod.database.write { transaction in
            let post = try transaction.reading.post(pod.limitedGUID)
            try transaction.deletePost(try #require(post), at: pod.start)
        }

        try pod.database.pool.read { connection in
            for table in ["post", "rendering", "photo", "photoVersion", "poll", "pollAnswer"] {
                let dump = try DatabaseDump(connection).rows[table] ?? []
                #expect(!dump.contains { $0.contains("canary") }, "\(table)")
            }
        }
        #expect(try pod.database.read { try $0.isDeleted(pod.limitedGUID, .post, by: pod.aliceID) })
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
    }

    @Test func aDeletedPhotoLeavesItsProfile() throws {
        try pod.database.write { transaction in
            let profile = try transaction.reading.profile(personID: pod.aliceID)
            try transaction.deletePhoto(id: try #require(profile?.photoID))
        }

        let profile = try pod.database.read { try $0.profile(personID: pod.aliceID) }
        #expect(profile?.firstName == "Alice")
        #expect(profile?.photoID == nil)
    }
}
