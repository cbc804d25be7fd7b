import GRDB
import Testing

@testable import Store

@Suite struct DraftSiteTests {
    @Test func aPreviewReadsDraftsAndWritesNothing() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        let site = try DraftSite(path: pod.path)

        #expect(try site.read { try $0.drafts(userID: nil).map(\.text) } == ["canary of a draft"])

        #expect(throws: StoreError.readOnly(path: pod.path)) {
            try site.read { try $0.database.execute(sql: "DELETE FROM draft") }
        }
        let queryOnly = try site.queue.read { try Int.fetchOne($0, sql: "PRAGMA query_only") }
        #expect(queryOnly == 1 && site.queue.configuration.readonly)
    }
}
