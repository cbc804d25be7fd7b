import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

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

    /// The pod is put back as it was before the draft was published, on another machine.
    @Test(arguments: [Audience.everyone, .aspects(["Friends"])], ["# Later\n\nWords", "…"])
    func attack54TheSameDraftPublishedAgainIsTheSameEntity(
        audience: Audience, text: String
    ) throws {
        let pod = try FederatedPod()
        let content = PostContent(text: text, poll: .init(question: "Q?", answers: ["a", "b"]))
        let draft = try pod.composer.schedule(
            content, as: pod.alice, for: audience, at: FederatedPod.start)
        let copy = pod.folder.url.appending(path: "copy.sqlite").path
        _ = try pod.database.copy(to: copy) { _, _ in }
        let (first, entity) = try published(pod.composer)
        pod.clock.advance(86_400)
        let restored = Composer(
            PodContext(
                database: try PodDatabase(path: copy), settings: pod.settings, clock: pod.clock.pod,
                random: SystemRandomBytes()))

        let (second, again) = try published(restored)

        #expect(first == second && first != draft)
        #expect(entity == again)
    }

    @Test(arguments: [nil, PostContent.Coordinates(latitude: 52.5, longitude: -13.25)])
    func aPlaceLeavesWithThePostAsItWasDrafted(coordinates: PostContent.Coordinates?) throws {
        let pod = try FederatedPod()
        var content = PostContent(text: "Words")
        content.location = PostContent.Location(address: "Berlin", coordinates: coordinates)
        let draft = try pod.composer.saveDraft(content, as: pod.alice)
        _ = try pod.composer.schedule(
            content, as: pod.alice, for: .everyone, at: FederatedPod.start)

        let guid = try pod.composer.publishDraft(draft, as: pod.alice, for: .everyone)
        let posts = [try entity(guid, pod.composer), try published(pod.composer).1]

        #expect(try pod.rows("SELECT address FROM location") == ["Berlin", "Berlin"])
        for case .statusMessage(let post)? in posts {
            #expect(
                post.location
                    == coordinates.map { _ in
                        Entities.Location(
                            address: "Berlin", latitude: "52.5", longitude: "-13.25")
                    })
        }
        #expect(posts.allSatisfy { $0?.name == "status_message" })
    }

    @Test func aPublicPostShowsSixOfItsDraftsBytesAndALimitedOneAll() throws {
        let bytes = Array(UInt8(1)...16)
        let guids = PostGUIDs(bytes: bytes)

        #expect(
            try guids.publicPost(slug: nil, title: "Hello World").string
                == "hello-world-030405060708")
        #expect(guids.limitedPost.string == "0102030405060708090a0b0c0d0e0f10")
        #expect(try guids.publicPost(slug: nil, title: "…") == guids.limitedPost)
        #expect(Set([guids.poll, guids.answer(0), guids.answer(1), guids.limitedPost]).count == 4)
    }

    private func published(_ composer: Composer) throws -> (GUID, Entity?) {
        let guid = try #require(try composer.publishDueDrafts().first)
        return (guid, try entity(guid, composer))
    }

    private func entity(_ guid: GUID, _ composer: Composer) throws -> Entity? {
        try composer.database.read { database in
            try database.post(guid).flatMap {
                try EntityMapping(settings: composer.settings, database: database).entity(of: $0)
            }
        }
    }

    @Test func aDraftForADeletedAspectIsPublishedToNobodyAndSaysSo() throws {
        let pod = try SitePod()
        let draft = try schedule("Words", for: .aspects(["Family"]), pod)
        try pod.composer.deleteAspect("Family", of: pod.author)

        #expect(try pod.composer.publishDueDrafts() == [])

        let failure = try pod.database.read { try $0.draft(draft)?.failure }
        #expect(failure == #"{"code":"no_aspect","field":"aspects","values":{}}"#)
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
        try pod.accounts.setLocked(true, username: "alice")
        #expect(try pod.composer.publishDueDrafts() == [])
        #expect(try pod.database.read { try $0.draft(draft)?.failure } != nil)
        #expect(try pod.composer.publishDueDrafts() == [])

        try pod.accounts.setLocked(false, username: "alice")

        #expect(try pod.composer.publishDueDrafts().count == 1)
    }

    @Test func aNewScheduleForgetsThatTheLastOneFailed() throws {
        let pod = try SitePod()
        let draft = try schedule("Words", for: .aspects(["Family"]), pod)
        try pod.composer.deleteAspect("Family", of: pod.author)
        _ = try pod.composer.publishDueDrafts()

        try pod.composer.scheduleDraft(draft, as: pod.author, for: .everyone, at: SitePod.start)

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
