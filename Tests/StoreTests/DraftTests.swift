import Foundation
import Testing

@testable import Store

@Suite struct DraftTests {
    @Test func answersOfAPollKeepTheirLineBreaks() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)

        let draft = try pod.database.read { try $0.drafts(userID: pod.aliceUserID).first }

        #expect(draft?.pollAnswers == ["One", "Two\nand more"])
    }

    @Test func aDeletedDraftTakesItsScheduleAlong() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        let draft = try #require(try pod.database.read { try $0.drafts(userID: nil).first })

        try pod.database.write { try $0.deleteDraft(id: draft.id) }

        let due = try pod.database.read { try $0.dueSchedules(at: .distantFuture) }
        #expect(due == [])
    }
}
