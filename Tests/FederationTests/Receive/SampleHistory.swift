import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures

/// What Bob, a contact of Alice's, and Carol, whom his pod relays, say in the course of a day, in order.
/// It has one of each entity that can be received in any order.
struct SampleHistory {
    struct Message {
        let name: String
        let envelope: [UInt8]
        /// The user whose inbox it comes to; nil for the public one.
        let username: String?

        func author(of pod: FederatedPod) -> Author? {
            switch username {
            case "alice": pod.alice
            case "zoe": pod.zoe
            default: nil
            }
        }
    }

    private(set) var messages: [Message] = []
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let day = FederatedPod.start

    /// Needs Bob sharing with Alice, and writes a post of hers that they answer.
    init(pod: FederatedPod) throws {
        (bob, carol) = (try .bob(), try .carol())
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: guid(1), authorID: pod.alice.person.id, text: "Ours", isPublic: true,
                isSilent: true, createdAt: day)
        }
        try addPosts()
        try addAnswers()
        try addPrivateThings(alice: pod.alice.person.diasporaID)
        try addRetractions()
    }

    private func guid(_ number: UInt64) -> GUID { GUID(hexadecimal: (0x5A, number)) }

    private mutating func add(
        _ entity: Entity, from person: RemotePerson, to username: String? = nil
    ) throws {
        messages.append(
            Message(
                name: "\(entity.name) \(messages.count)", envelope: try person.envelope(entity),
                username: username))
    }

    private func photo(_ number: UInt64, of post: UInt64, text: String = "A photo")
        -> Entities.Photo
    {
        Entities.Photo(
            guid: guid(number), author: bob.id, isPublic: true, createdAt: day,
            remotePhotoPath: "https://one.example/uploads/images/",
            remotePhotoName: "\(number).jpg", text: text, statusMessageGUID: guid(post))
    }

    private mutating func addPosts() throws {
        var post = Entities.StatusMessage(
            author: bob.id, guid: guid(10), createdAt: day, isPublic: true, text: "First #words")
        post.photos = [photo(11, of: 10), photo(12, of: 10)]
        post.poll = Entities.Poll(
            guid: guid(13), question: "Which?",
            answers: [14, 15].map { .init(guid: guid($0), answer: "Answer \($0)") })
        try add(.statusMessage(post), from: bob)
        try add(.photo(photo(12, of: 10)), from: bob)
        try add(.photo(photo(16, of: 17)), from: bob)
        for (number, text) in [(17, "Second"), (18, "Third"), (19, "Taken back")] {
            try add(
                .statusMessage(
                    Entities.StatusMessage(
                        author: bob.id, guid: guid(UInt64(number)), createdAt: day + Double(number),
                        isPublic: true, text: text)), from: bob)
        }
        try add(
            .reshare(
                Entities.Reshare(
                    author: bob.id, guid: guid(20), createdAt: day,
                    root: .init(
                        author: try #require(DiasporaID("alice@home.example")), guid: guid(1)))),
            from: bob)
    }

    private mutating func addAnswers() throws {
        func comment(
            _ number: UInt64, _ text: String, on post: UInt64, by person: RemotePerson
        ) throws -> Entity {
            .comment(
                try Entities.Comment(
                    author: person.id, guid: guid(number), parentGUID: guid(post), text: text,
                    createdAt: day + Double(number)
                ).signed(by: person.key))
        }
        func like(
            _ number: UInt64, of parent: UInt64, _ type: ParentType, by person: RemotePerson
        ) throws -> Entity {
            .like(
                try Entities.Like(
                    author: person.id, guid: guid(number), parentGUID: guid(parent),
                    parentType: type
                ).signed(by: person.key))
        }
        try add(try comment(30, "One", on: 10, by: carol), from: bob)
        try add(try comment(31, "Two", on: 10, by: bob), from: bob)
        try add(try comment(32, "Three", on: 1, by: bob), from: bob)
        try add(try comment(33, "Four, taken back", on: 17, by: carol), from: bob)
        try add(try like(34, of: 10, .post, by: carol), from: bob)
        try add(try like(35, of: 30, .comment, by: bob), from: bob)
        try add(try like(36, of: 1, .post, by: bob), from: bob)
        try add(try like(37, of: 18, .post, by: carol), from: bob)
        for (number, person, answer) in [(38, bob, 14), (39, carol, 15)] {
            try add(
                .pollParticipation(
                    try Entities.PollParticipation(
                        author: person.id, guid: guid(UInt64(number)), parentGUID: guid(13),
                        pollAnswerGUID: guid(UInt64(answer))
                    ).signed(by: person.key)), from: bob)
        }
    }

    private mutating func addPrivateThings(alice: DiasporaID) throws {
        try add(
            .participation(
                Entities.Participation(author: carol.id, guid: guid(50), parentGUID: guid(1))),
            from: carol, to: "alice")
        try add(
            .contact(Entities.Contact(author: bob.id, recipient: alice)), from: bob, to: "alice")
        for (number, name) in [(1, "Bob"), (2, "Robert"), (3, "Bobby")] {
            try add(
                .profile(
                    Entities.Profile(
                        author: bob.id, editedAt: day + Double(number), firstName: name,
                        bio: "Number \(number)")), from: bob, to: "alice")
        }
        try add(
            .statusMessage(
                Entities.StatusMessage(author: bob.id, guid: guid(51), createdAt: day, text: "Few")),
            from: bob, to: "alice")
        let message = Entities.Message(
            author: bob.id, guid: guid(53), text: "Hi", createdAt: day, conversationGUID: guid(52))
        try add(
            .conversation(
                Entities.Conversation(
                    author: bob.id, guid: guid(52), subject: "S", createdAt: day,
                    participants: [bob.id, alice], messages: [message])), from: bob, to: "alice")
        try add(
            .message(
                Entities.Message(
                    author: bob.id, guid: guid(54), text: "Still there?", createdAt: day + 1,
                    conversationGUID: guid(52))), from: bob, to: "alice")
    }

    private mutating func addRetractions() throws {
        for (number, type) in [(19, "Post"), (33, "Comment"), (37, "Like"), (12, "Photo")] {
            try add(
                .retraction(
                    Entities.Retraction(
                        author: bob.id, targetGUID: guid(UInt64(number)), targetType: type)),
                from: bob)
        }
    }
}

extension FederatedPod {
    /// All that a reader could see of what others sent, in an order of its own.
    func state() throws -> [String] {
        try [
            "SELECT guid, authorID, kind, text, isPublic, createdAt, rootGUID FROM post",
            """
            SELECT comment.guid, post.guid, comment.authorID, comment.text, comment.createdAt,
                hex(xml)
            FROM comment JOIN post ON post.id = comment.postID
            """,
            """
            SELECT liking.guid, post.guid, comment.guid, liking.authorID, isPositive FROM liking
            JOIN post ON post.id = liking.postID LEFT JOIN comment ON comment.id = commentID
            """,
            "SELECT guid, text, voteCount FROM pollAnswer",
            "SELECT guid, authorID FROM vote",
            """
            SELECT remotePhoto.guid, post.guid, position, path, name, alt FROM remotePhoto
            LEFT JOIN post ON post.id = postID
            """,
            "SELECT diasporaID, firstName, bio, updatedAt, closedAt FROM person JOIN profile "
                + "ON personID = person.id",
            "SELECT post.guid, personID FROM recipient JOIN post ON post.id = postID",
            "SELECT post.guid, personID FROM subscriber JOIN post ON post.id = postID",
            "SELECT userID, personID, isSharing, isReceiving FROM contact",
            "SELECT guid, subject FROM conversation",
            "SELECT guid, text FROM message",
            """
            SELECT guid, personID, unreadCount FROM conversationParticipant
            JOIN conversation ON conversation.id = conversationID
            """,
        ].flatMap { sql in
            // Posts are numbered as they come, so they are named.
            try rows(sql).sorted()
        }
    }
}
