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
        #expect(site.queue.configuration.readonly)
    }
}
