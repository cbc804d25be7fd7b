import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures

/// SQLite's functions end a text at U+0000: what stood behind it would be lost.
@Suite struct StorableTextTests {
    private let text = "be\0fore and after"
    private let kept = "be\u{FFFD}fore and after"

    @Test func aPostKeepsWhatStandsBehindAZero() throws {
        let pod = try SitePod()

        let guid = try pod.composer.publish(
            PostContent(
                text: text, poll: PostContent.Poll(question: text, answers: [text, "b"]),
                location: PostContent.Location(address: text)), as: pod.author, for: .everyone)

        let post = try #require(try pod.database.read { try $0.post(guid) })
        #expect(post.text == kept)
        let found = try pod.database.read {
            try $0.search("after", authorID: pod.author.person.id, limit: 9)
        }
        #expect(found.map(\.guid) == [guid])
        try pod.composer.edit(guid, text: "new\0 " + text, as: pod.author)
        #expect(try pod.database.read { try $0.post(guid)?.text } == "new\u{FFFD} " + kept)
    }

    @Test func pollsPlacesAndDescriptionsKeepIt() {
        var photo = TakenPhoto(
            fileName: "a.png", width: 1, height: 1, alt: text, isInline: false, versions: [])
        #expect(photo.alt == kept)
        photo.alt = "x\0"
        #expect(photo.alt == "x\u{FFFD}")
        let poll = PostContent.Poll(question: text, answers: [text])
        #expect(poll.question == kept && poll.answers == [kept])
        #expect(PostContent.Location(address: text).address == kept)
    }

    @Test func draftsAndProfilesKeepIt() throws {
        let pod = try SitePod()
        let draft = try pod.composer.saveDraft(PostContent(text: text), as: pod.author)
        #expect(try pod.database.read { try $0.draft(draft)?.text } == kept)
        try pod.composer.editDraft(draft, text: text + "\0", as: pod.author)
        #expect(try pod.database.read { try $0.draft(draft)?.text } == kept + "\u{FFFD}")

        _ = try pod.composer.edit(ProfileEdit(bio: text), photo: nil, of: pod.author)

        let profile = try pod.database.read { try $0.profile(personID: pod.author.person.id) }
        #expect(profile?.bio == kept)
    }
}
