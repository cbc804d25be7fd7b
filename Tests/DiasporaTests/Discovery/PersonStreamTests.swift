import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "Fetching and backfill".
struct PersonStreamTests {
    let fixture: DiscoveryFixture

    init() throws { fixture = try DiscoveryFixture() }

    @Test func postsAreListedAsOtherPodsReadThem() throws {
        try fixture.expectGolden("stream.json", ours.json)
        try fixture.expectGolden("stream-empty.json", PersonStream(posts: []).json)
    }

    @Test func whatThePodWritesItReads() throws {
        #expect(try PersonStream(reading: Data(ours.json)) == ours)
    }

    @Test func onlyPublicPostsOfThatPersonAreFetched() throws {
        let stream = try PersonStream(reading: fixture.data("stream-foreign.json"))

        #expect(stream.posts.count == 3)
        #expect(
            stream.guids(of: fixture.guid).map(\.string) == ["17418fb029e6013487743131731751e9"])
    }

    @Test(arguments: ["", "{}", "null", "7", #"{"posts":[]}"#])
    func whatIsNoListIsUnreadable(text: String) {
        #expect(throws: DiscoveryError.unreadable) {
            try PersonStream(reading: Data(text.utf8))
        }
    }

    @Test func aListIsOfBoundedLength() throws {
        let entry =
            #"{"guid":"17418fb029e6013487743131731751e9","public":true,"author":"#
            + #"{"guid":"7dba7ca01d64013485eb3131731751e9"}}"#
        let many = "[" + Array(repeating: entry, count: 200).joined(separator: ",") + "]"
        let long = Data(repeating: 0x20, count: PersonStream.maximumBytes + 1)

        let read = try PersonStream(reading: Data(many.utf8))
        #expect(read.posts.count == PersonStream.maximumPosts)
        #expect(throws: DiscoveryError.tooLarge(bytes: long.count)) {
            try PersonStream(reading: long)
        }
    }

    private var ours: PersonStream {
        get throws {
            let guid = try #require(GUID("17418fb029e6013487743131731751e9"))
            return PersonStream(posts: [
                .init(
                    guid: guid, isPublic: true, authorGUID: fixture.guid, authorID: fixture.id,
                    authorName: "Alice Smith",
                    createdAt: Date(timeIntervalSince1970: 1_704_164_645),
                    type: "StatusMessage", text: "Hello\n\"you\"")
            ])
        }
    }
}
