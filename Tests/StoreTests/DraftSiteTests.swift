import Diaspora
import GRDB
import Testing

@testable import Store

@Suite struct DraftSiteTests {
    private let pod: PopulatedDatabase
    private let site: DraftSite

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 1)
        site = try DraftSite(path: pod.path)
    }

    @Test func aPreviewReadsDraftsAndWritesNothing() throws {
        #expect(try site.read { try $0.drafts(userID: nil).map(\.text) } == ["canary of a draft"])

        #expect(throws: refusal("change the table draft")) {
            try site.read { try $0.database.execute(sql: "DELETE FROM draft") }
        }
        let queryOnly = try site.queue.read { try Int.fetchOne($0, sql: "PRAGMA query_only") }
        #expect(queryOnly == 1 && site.queue.configuration.readonly)
    }

    @Test func aPreviewReadsWhatATextMayName() throws {
        let bob = try #require(DiasporaID("bob@elsewhere.example"))

        try site.read { database in
            let draft = try #require(try database.drafts(userID: nil).first)
            #expect(try database.personID(userID: draft.userID) == pod.aliceID)
            #expect(try database.photos(draftID: draft.id).isEmpty)
            let photo = try #require(try database.photo(fileName: "public0.jpg"))
            #expect(try database.versions(photoID: photo.id).map(\.name) == ["", "w480_"])
            #expect(try database.person(bob)?.id == pod.bobID)
            #expect(try database.profile(personID: pod.aliceID)?.firstName == "Alice")
            #expect(try database.isPublicPost(try #require(pod.publicGUIDs.first).string))
            #expect(try !database.isPublicPost(pod.limitedGUID.string))
        }
    }

    @Test func aPreviewReadsNothingElse() throws {
        for (sql, act) in [
            ("SELECT text FROM post", "read the column text of the table post"),
            ("SELECT text FROM message", "read the column text of the table message"),
            ("SELECT privateKey FROM personKey", nil),
            ("SELECT passwordHash FROM user", "read the column passwordHash of the table user"),
            ("SELECT 1 FROM user", "read the table user"),
            ("SELECT html FROM publicRendering", nil),
            ("ATTACH ':memory:' AS other", "attach a database"),
        ] {
            let error = #expect(throws: StoreError.self, "\(sql)") {
                try site.read { _ = try Row.fetchAll($0.database, sql: sql) }
            }
            if let act { #expect(error == refusal(act), "\(sql)") }
        }
    }

    private func refusal(_ act: String) -> StoreError {
        .failed(path: pod.path, reason: "a preview may not \(act)")
    }
}
