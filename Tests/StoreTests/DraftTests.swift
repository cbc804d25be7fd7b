import Foundation
import Testing

@testable import Store

@Suite struct DraftTests {
    @Test func answersOfAPollKeepTheirLineBreaks() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)

        let draft = try pod.database.read { try $0.drafts(userID: pod.aliceUserID).first }

        #expect(draft?.pollAnswers == ["One", "Two\nand more"])
    }

    @Test func draftsFromBeforeGetRandomBytes() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        while try pod.database.schemaVersion() >= Migration.drafts.number {
            _ = try Migrator(database: pod.database).rollback()
        }
        try pod.execute(
            """
            INSERT INTO draft (guid, userID, text, createdAt, updatedAt)
            SELECT 'another-draft-00', userID, 'x', 1, 1 FROM draft
            """)

        try Migrator(database: pod.database).migrate()

        let bytes = try pod.database.read { try $0.drafts(userID: nil).map(\.guidBytes) }
        #expect(bytes.count == 2 && bytes.allSatisfy { $0.count == 16 && $0.contains { $0 != 0 } })
        #expect(Set(bytes).count == 2)
    }

    @Test func aDeletedDraftTakesItsScheduleAlong() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        let draft = try #require(try pod.database.read { try $0.drafts(userID: nil).first })

        try pod.database.write { try $0.deleteDraft(id: draft.id) }

        let due = try pod.database.read { try $0.dueSchedules(at: .distantFuture) }
        #expect(due == [])
    }
}
