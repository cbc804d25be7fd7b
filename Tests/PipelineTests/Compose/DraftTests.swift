import Diaspora
import Foundation
import Store
import Testing

@testable import Pipeline

@Suite struct DraftTests {
    @Test(arguments: [nil, PostContent.Poll(question: "Q?", answers: ["a", "b"])])
    func aDraftBecomesAPostWhenItIsPublished(poll: PostContent.Poll?) throws {
        let pod = try SitePod()
        let draft = try pod.composer.saveDraft(
            PostContent(text: "# Later\n\nWords", poll: poll), as: pod.author)
        #expect(try pod.database.read { try $0.draft(draft)?.pollAnswers } == poll?.answers ?? [])

        let guid = try pod.composer.publishDraft(draft, as: pod.author, for: .everyone)

        #expect(try pod.database.read { try $0.draft(draft) } == nil)
        #expect(try pod.database.read { try $0.post(guid)?.text } == "# Later\n\nWords")
    }
}
