import Diaspora
import Testing

@testable import Store

@Suite struct OwnerSearchTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func limitedPostsAreFound() throws {
        #expect(try search("canary") == [pod.limitedGUID.string])
    }

    @Test func everyWordMustOccurWhateverItsCaseAndAccents() throws {
        #expect(try search("GÁRDEN edited").count == 4)
        #expect(try search("garden nowhere") == [])
    }

    @Test func anEditReplacesTheWords() throws {
        let post = try #require(try pod.database.read { try $0.post(pod.limitedGUID) })
        try pod.database.write {
            try $0.updatePost(id: post.id, text: "Finches", editedAt: pod.start, at: pod.start)
        }

        #expect(try search("canary") == [])
        #expect(try search("finches") == [pod.limitedGUID.string])
    }

    @Test func aDeletedPostIsFoundNoMore() throws {
        let post = try #require(try pod.database.read { try $0.post(pod.limitedGUID) })
        try pod.database.write { try $0.deletePost(post, at: pod.start) }

        #expect(try search("canary") == [])
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
    }

    @Test func nobodyElsesPostsAreFound() throws {
        let found = try pod.database.read {
            try $0.search("canary", authorID: pod.bobID, limit: 10)
        }

        #expect(found == [])
    }

    @Test(arguments: ["", "\"", "canary\" OR \"x", "NEAR(", "*", "text:garden", "😀"])
    func aQueryIsWordsAndNoLanguage(query: String) throws {
        #expect(try search(query) == [])
    }

    @Test func aSignBeforeAWordSaysNothing() throws {
        #expect(try search("-canary") == [pod.limitedGUID.string])
    }

    private func search(_ query: String) throws -> [String] {
        try pod.database.read {
            try $0.search(query, authorID: pod.aliceID, limit: 10).map(\.guid.string)
        }
    }
}
