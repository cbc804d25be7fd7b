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

    @Test func aDraftForADeletedAspectIsPublishedToNobodyAndSaysSo() throws {
        let pod = try SitePod()
        let draft = try schedule("Words", for: .aspects(["Family"]), pod)
        try pod.composer.deleteAspect("Family", of: pod.author)

        #expect(try pod.composer.publishDueDrafts() == [])

        let failure = try pod.database.read { try $0.draft(draft)?.failure }
        #expect(failure == ComposeError.noAspect.description)
        #expect(try pod.database.read { try $0.posts(authorID: nil, limit: 9) } == [])
    }

    @Test func oneDraftThatFailsLeavesNothingBehindAndHoldsUpNoOther() throws {
        let pod = try SitePod()
        let bad = try schedule("Bad", for: .everyone, pod)
        let good = try schedule("Good", for: .everyone, pod)
        try pod.damage(
            """
            CREATE TRIGGER bad BEFORE INSERT ON rendering
            WHEN (SELECT text FROM post WHERE id = NEW.postID) = 'Bad'
            BEGIN SELECT RAISE(ABORT, 'as the test wants'); END
            """)

        #expect(try pod.composer.publishDueDrafts().count == 1)

        let failure = try pod.database.read { try $0.draft(bad)?.failure }
        #expect(failure?.contains("as the test wants") == true)
        #expect(try pod.database.read { try $0.draft(good) } == nil)
        let texts = try pod.database.read { try $0.posts(authorID: nil, limit: 9).map(\.text) }
        #expect(texts == ["Good"])
    }

    @Test func aDraftOfALockedUserIsPublishedOnceTheyAreLetInAgain() throws {
        let pod = try SitePod()
        let draft = try schedule("Words", for: .everyone, pod)
        try pod.accounts().setLocked(true, username: "alice")
        #expect(try pod.composer.publishDueDrafts() == [])
        #expect(try pod.database.read { try $0.draft(draft)?.failure } != nil)
        #expect(try pod.composer.publishDueDrafts() == [])

        try pod.accounts().setLocked(false, username: "alice")

        #expect(try pod.composer.publishDueDrafts().count == 1)
    }

    @Test func aNewScheduleForgetsThatTheLastOneFailed() throws {
        let pod = try SitePod()
        let draft = try schedule("Words", for: .aspects(["Family"]), pod)
        try pod.composer.deleteAspect("Family", of: pod.author)
        _ = try pod.composer.publishDueDrafts()

        try pod.composer.scheduleDraft(draft, for: .everyone, at: SitePod.start)

        #expect(try pod.composer.publishDueDrafts().count == 1)
    }

    @Test func anAspectNamedTwiceIsOne() throws {
        let pod = try SitePod()

        let guid = try pod.composer.publish(
            PostContent(text: "Words"), as: pod.author, for: .aspects(["Family", "family"]))

        let post = try #require(try pod.database.read { try $0.post(guid) })
        #expect(try pod.database.read { try $0.aspectNames(postID: post.id) } == ["Family"])
    }

    private func schedule(_ text: String, for audience: Audience, _ pod: SitePod) throws -> GUID {
        try pod.composer.schedule(
            PostContent(text: text), as: pod.author, for: audience, at: SitePod.start)
    }
}
