import GRDB
import TestSupport
import Testing

@testable import Store

/// Statements that nobody has written yet, on the connection that writes the public tree.
@Suite struct ReadAuthorizerTests {
    private let pod: PopulatedDatabase
    private let site: PublicSite

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 1)
        site = try PublicSite(path: pod.path)
    }

    @Test func everyPublicViewOfTheSchemaIsNamed() throws {
        let views = try site.queue.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
        }

        #expect(PublicSite.rules.views == Set(views))
    }

    @Test func attack32ATableIsReadThroughAPublicViewOrNotAtAll() throws {
        let text = "read the column text of the table post"
        for (sql, act) in [
            ("SELECT text FROM post", text),
            ("SELECT text FROM post AS publicPost", text),
            ("SELECT COUNT(*) FROM post", "read the table post"),
            ("SELECT publicPost.id, post.text FROM publicPost JOIN post USING (id)", nil),
            ("SELECT publicPost.id FROM publicPost, post", "read the table post"),
            ("SELECT id FROM publicPost UNION SELECT text FROM post", text),
            ("SELECT id FROM publicPost WHERE id IN (SELECT text FROM post)", text),
            ("SELECT id FROM publicPost WHERE EXISTS (SELECT 1 FROM post)", "read the table post"),
            ("SELECT (SELECT text FROM post) FROM publicPost", text),
            ("SELECT text FROM (SELECT text FROM post) AS publicPost", text),
            ("WITH a AS (SELECT text FROM post) SELECT text FROM a", text),
            ("WITH publicA AS (SELECT text FROM post) SELECT text FROM publicA", text),
            ("SELECT body FROM publicEnvelope", "read the column body of the table publicEnvelope"),
        ] {
            try expectRefusal(sql, act)
        }
        #expect(throws: (any Error).self) {
            try site.read { _ = try Row.fetchAll($0.database, sql: "SELECT * FROM postSearch") }
        }
    }

    @Test func nothingIsWrittenOrAttached() throws {
        for (sql, act) in [
            ("DELETE FROM statistic", "change the table statistic"),
            ("UPDATE post SET text = ''", "change the table post"),
            ("INSERT INTO tag (name) VALUES ('x')", "change the table tag"),
            ("CREATE TEMP VIEW publicA AS SELECT text FROM post", nil),
            ("DROP VIEW publicPost", nil),
            ("ATTACH ':memory:' AS other", "attach a database"),
            ("PRAGMA query_only = 0", "run PRAGMA query_only"),
            ("PRAGMA user_version = 1", "run PRAGMA user_version"),
            ("PRAGMA writable_schema = 1", "run PRAGMA writable_schema"),
        ] {
            try expectRefusal(sql, act)
        }
        let copy = pod.folder.path("copy.sqlite")
        #expect(throws: DatabaseError.self) {
            try site.queue.inDatabase { try $0.execute(sql: "VACUUM INTO '\(copy)'") }
        }
        #expect(throws: DatabaseError.self) {
            try site.queue.read { try $0.execute(sql: "SELECT load_extension('x')") }
        }
    }

    @Test func statementsArePreparedAnewByTheSameRules() throws {
        let persons = try site.read { try $0.persons() }
        try pod.execute("CREATE TABLE other (text TEXT) STRICT")

        #expect(try site.read { try $0.persons() } == persons && !persons.isEmpty)
        try expectRefusal(
            "SELECT text FROM other", "read the column text of the table other")
    }

    /// - Parameter act: nil if its words are not looked at.
    private func expectRefusal(_ sql: String, _ act: String?) throws {
        let error = #expect(throws: StoreError.self, "\(sql)") {
            try site.read { _ = try Row.fetchAll($0.database, sql: sql) }
        }
        guard case .failed(_, let reason) = error else {
            Issue.record("\(sql): \(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("the public site may not "), "\(sql)")
        guard let act else { return }
        #expect(reason == "the public site may not \(act)", "\(sql)")
    }
}
