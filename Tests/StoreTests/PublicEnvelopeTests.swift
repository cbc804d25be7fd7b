import Diaspora
import Foundation
import Testing

@testable import Store

/// The signed document of a public post is of the post as it is.
@Suite struct PublicEnvelopeTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    private func unsigned(_ guid: GUID) throws -> UnsignedPost? {
        try pod.database.read { database in
            let id = try #require(try database.post(guid)).id
            return try database.unsignedPosts(limit: 1_000, at: pod.start)
                .first { $0.postID == id }
        }
    }

    private func store(_ text: String, of post: UnsignedPost) throws -> Int64? {
        try pod.database.write { try $0.setPublicEnvelope(Array(text.utf8), of: post) }
    }

    private func document(_ guid: GUID) throws -> String? {
        try pod.database.read { try $0.publicDocument(guid) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Something changes between reading a post and storing its signature.
    private func expectStale(
        _ guid: GUID, after change: (WriteTransaction, Post) throws -> Void
    ) throws {
        let old = try #require(try unsigned(guid))
        try pod.database.write { transaction in
            try change(transaction, try #require(try transaction.reading.post(guid)))
        }
        #expect(try store("of then", of: old) == nil)
        #expect(try document(guid) == nil)

        let new = try #require(try unsigned(guid))
        #expect(new.revision > old.revision)
        #expect(try store("of now", of: new) != nil)
        #expect(try document(guid) == "of now")
        #expect(try unsigned(guid) == nil)
    }

    @Test func aSignatureOfAnotherVersionIsNotStored() throws {
        try expectStale(pod.publicGUIDs[0]) { transaction, post in
            try transaction.updatePost(id: post.id, text: "New", editedAt: nil, at: pod.start)
        }
    }

    @Test func aSignatureOfAnotherDateIsNotStored() throws {
        try expectStale(pod.publicGUIDs[0]) { transaction, post in
            try transaction.setCreatedAt(post.createdAt.addingTimeInterval(60), postID: post.id)
            #expect(try transaction.reading.post(id: post.id)?.version == post.version)
        }
    }

    @Test func aSignatureOfAReshareThatHadItsRootIsNotStored() throws {
        let (guid, root) = (pod.guid(), pod.guid())
        try pod.database.write { transaction in
            _ = try transaction.insertReshare(
                guid: guid, authorID: pod.aliceID,
                root: (root, try #require(DiasporaID("bob@elsewhere.example"))),
                createdAt: pod.start)
        }

        try expectStale(guid) { transaction, post in
            try transaction.forgetRoot(ofReshareID: post.id)
        }
    }

    @Test func whatWasPutOffComesAfterAllElseAndAtOnceWhenItChanges() throws {
        let first = try #require(
            try pod.database.read { try $0.unsignedPosts(limit: 1, at: pod.start) }.first)
        try pod.database.write { transaction in
            try transaction.postponeSigning(
                of: first, until: pod.start.addingTimeInterval(60), reason: "x")
        }
        let waiting = try pod.database.read { try $0.unsignedPosts(limit: 1_000, at: pod.start) }
        #expect(!waiting.isEmpty && !waiting.contains(first))
        let later = try pod.database.read {
            try $0.unsignedPosts(limit: 1_000, at: pod.start.addingTimeInterval(60))
        }
        #expect(later == waiting + [first])

        try pod.database.write { transaction in
            try transaction.updatePost(
                id: first.postID, text: "New", editedAt: nil, at: pod.start)
        }

        #expect(
            try pod.database.read { try $0.unsignedPosts(limit: 1_000, at: pod.start) }
                .contains { $0.postID == first.postID })
    }
}
