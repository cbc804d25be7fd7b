import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation

extension FederatedPod {
    /// Makes people known here, by asking their pods.
    @discardableResult
    func know(_ people: RemotePerson...) async throws -> [Int64] {
        var ids: [Int64] = []
        for person in people {
            network.add(person)
            ids.append(try await directory.person(person.id).id)
        }
        network.forget()
        return ids
    }

    /// Lets somebody share with a person here.
    func hear(_ person: RemotePerson, sharesWith author: Author) async throws {
        network.add(person)
        try await receive(
            .contact(
                Entities.Contact(author: person.id, recipient: author.person.diasporaID)),
            from: person, for: author)
        try #require(try contact(author, person)?.isSharing == true)
    }

    /// Lets a person here share with somebody; what is said of it is forgotten.
    func share(_ author: Author, with people: RemotePerson...) async throws {
        for person in people {
            network.add(person)
            _ = try await directory.person(person.id)
            try composer.addContact(person.id, to: "Friends", of: author)
        }
        try await introduce()
        network.forget()
    }

    // MARK: - Receiving

    /// The body that somebody's pod sends.
    ///
    /// - Parameter author: Whose inbox it is for; nil for the public one.
    func body(_ envelope: [UInt8], for author: Author?) throws -> [UInt8] {
        guard let author else { return envelope }
        return try EncryptedMagicEnvelope(
            encrypting: envelope, for: RemotePerson.key(author.user.username).publicKey,
            random: random
        ).json
    }

    /// Takes a body in, and looks at it.
    func receive(envelope: [UInt8], for author: Author? = nil) async throws {
        try await inbox.accept(
            try body(envelope, for: author), for: author?.person.guid, from: "192.0.2.1")
        try await work()
    }

    func receive(
        _ entity: Entity, from person: RemotePerson, for author: Author? = nil
    ) async throws {
        try await receive(envelope: person.envelope(entity), for: author)
    }

    /// Looks at all that is due.
    func work() async throws {
        while try await receiver.run() > 0 || receiver.removeRemains() {}
    }

    // MARK: - What they send

    func post(
        _ text: String, by person: RemotePerson, isPublic: Bool = true, guid: GUID? = nil
    ) -> Entities.StatusMessage {
        Entities.StatusMessage(
            author: person.id, guid: guid ?? newGUID(), createdAt: clock.now, isPublic: isPublic,
            text: text)
    }

    func comment(
        _ text: String, on guid: GUID, by person: RemotePerson
    ) throws -> Entities.Comment {
        try Entities.Comment(
            author: person.id, guid: newGUID(), parentGUID: guid, text: text, createdAt: clock.now
        ).signed(by: person.key)
    }

    func like(
        _ guid: GUID, by person: RemotePerson, type: ParentType = .post
    ) throws -> Entities.Like {
        try Entities.Like(
            author: person.id, guid: newGUID(), parentGUID: guid, parentType: type
        ).signed(by: person.key)
    }

    func retraction(
        _ guid: GUID, _ type: String = "Post", by person: RemotePerson
    ) -> Entity {
        .retraction(
            Entities.Retraction(author: person.id, targetGUID: guid, targetType: type))
    }

    /// Stores comments without asking for their pages.
    func addComments(
        _ count: Int, on guid: GUID, by person: RemotePerson
    ) throws -> [GUID] {
        let authorID = try #require(try self.person(person)?.id)
        let guids = (0..<count).map { _ in newGUID() }
        try database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            for guid in guids {
                _ = try transaction.insertComment(
                    guid: guid, postID: post.id, authorID: authorID, text: "Yes",
                    createdAt: Self.start, xml: [60])
            }
        }
        return guids
    }

    // MARK: - What is here

    func post(_ guid: GUID) throws -> Post? { try database.read { try $0.post(guid) } }

    func comment(_ guid: GUID) throws -> Store.Comment? {
        try database.read { try $0.comment(guid) }
    }

    func person(_ person: RemotePerson) throws -> Person? {
        try database.read { try $0.person(person.id) }
    }

    func contact(_ author: Author, _ person: RemotePerson) throws -> Contact? {
        try database.read { database in
            try database.person(person.id).flatMap {
                try database.contact(userID: author.user.id, personID: $0.id)
            }
        }
    }

    /// Why messages are kept for the podmin.
    func heldReasons() throws -> [String] {
        try database.read { try $0.heldInboxEntries(limit: 10_000) }.map { $0.reason ?? "" }
    }

    /// Messages that wait for another try.
    func waiting() throws -> [InboxEntry] {
        try database.read { try $0.waitingInboxEntries(limit: 10_000) }
    }

    /// Names whoever is in an audience, sorted.
    func names(_ ids: [Int64]) throws -> [String] {
        try database.read { database in
            try ids.compactMap { try database.person(id: $0)?.diasporaID.username }
        }.sorted()
    }

    func subscribers(_ guid: GUID) throws -> [String] {
        try names(
            database.read { database in
                try database.post(guid).map { try database.subscribers(postID: $0.id) } ?? []
            })
    }

    func recipients(_ guid: GUID) throws -> [String] {
        try names(
            database.read { database in
                try database.post(guid).map { try database.recipients(postID: $0.id) } ?? []
            })
    }
}
