import Cryptography
import Foundation
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "Receiving"; attacks 10 to 26.
@Suite struct AuthorizationTests {
    private let alice: TestPerson
    private let bob: TestPerson
    private let eve: TestPerson

    init() throws {
        alice = try TestPerson.named("alice")
        bob = try TestPerson.named("bob")
        eve = try TestPerson.named("eve")
    }

    private func refuses(
        _ message: VerifiedMessage, by evidence: Evidence = Evidence(),
        policy: PublicRoutePolicy = .reference, _ error: AuthorizationError,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) {
            try message.authorized(by: evidence, policy: policy)
        }
    }

    private func accepts(
        _ message: VerifiedMessage, by evidence: Evidence = Evidence(),
        policy: PublicRoutePolicy = .reference, location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: Never.self, sourceLocation: location) {
            try message.authorized(by: evidence, policy: policy)
        }
    }

    private func post(of author: TestPerson, local: Bool, isPublic: Bool = true) -> Evidence {
        Evidence(
            keys: [alice.id: alice.publicKey],
            related: RelatedEntity(author: author.id, isLocal: local, isPublic: isPublic))
    }

    // MARK: - Who

    @Test func attack10WhatEveSignsIsNotByAlice() throws {
        refuses(try eve.message(Sample.post(by: alice.id)), .invalidSender(eve.id))
        accepts(try alice.message(Sample.post(by: alice.id)))
        let deletion = Entity.accountDeletion(.init(author: alice.id))
        refuses(try eve.message(deletion), .invalidSender(eve.id))
    }

    @Test func attack10AClaimedSenderMustHaveSigned() throws {
        let forged = try MagicEnvelope(
            signing: Sample.post(by: alice.id).xml, sender: alice.id, key: eve.key)
        let message = try IncomingMessage(body: forged.xml)

        #expect(throws: IncomingMessageError.envelope(.invalidSignature)) {
            try message.verified(with: alice.publicKey)
        }
    }

    @Test func attack20LimitsAreBeforeSignatures() throws {
        let text = String(repeating: "x", count: 65_536)
        let forged = MagicEnvelope(
            sender: alice.id, payload: Array(Sample.postXML(["text": text]).utf8), signature: [1])

        #expect(
            throws: IncomingMessageError.entity(
                .tooLong("status_message.text", maximum: 65_535))
        ) {
            try IncomingMessage(body: forged.xml)
        }
    }

    @Test func point4ACommentComesFromTheAuthorOrTheRootsAuthor() throws {
        let comment = Entity.comment(try Sample.comment(by: alice.id).signed(by: alice.key))

        accepts(try alice.message(comment), by: post(of: bob, local: true))
        refuses(
            try alice.message(comment), by: post(of: bob, local: false), .invalidSender(alice.id))
        accepts(try bob.message(comment), by: post(of: bob, local: false))
    }

    @Test func attack16ACommentRelayedByAStrangerIsRefused() throws {
        let comment = Entity.comment(try Sample.comment(by: alice.id).signed(by: alice.key))
        for local in [true, false] {
            refuses(
                try eve.message(comment), by: post(of: bob, local: local), .invalidSender(eve.id))
        }
    }

    @Test func attack16TheRootsAuthorCannotPutWordsInOthersMouths() throws {
        let unsigned = try Sample.comment(by: alice.id)
        let forged = Entity.comment(try unsigned.signed(by: bob.key))

        refuses(
            try bob.message(.comment(unsigned)), by: post(of: bob, local: false),
            .missingAuthorSignature)
        refuses(
            try bob.message(forged), by: post(of: bob, local: false), .invalidAuthorSignature)
    }

    @Test func point4TheRootsAuthorNeedNotSignTheirOwnComment() throws {
        let comment = try Sample.comment(by: alice.id)

        accepts(try alice.message(.comment(comment)), by: post(of: alice, local: false))
        refuses(
            try alice.message(.comment(comment)), by: post(of: bob, local: true),
            .missingAuthorSignature)
    }

    @Test func aLikeOfACommentBelongsToTheCommentsPost() throws {
        let like = Entity.like(
            try Entities.Like(
                author: alice.id, guid: Sample.guid("b"), parentGUID: Sample.guid("c"),
                parentType: .comment
            ).signed(by: alice.key))
        let comment = RelatedEntity(
            author: eve.id, isLocal: false, isPublic: true, rootAuthor: bob.id, isRootLocal: true)
        let evidence = Evidence(keys: [alice.id: alice.publicKey], related: comment)

        accepts(try alice.message(like), by: evidence)
        accepts(try bob.message(like), by: evidence)
        refuses(try eve.message(like), by: evidence, .invalidSender(eve.id))
    }

    @Test func whatARelayableNeedsIsSaid() throws {
        let comment = Entity.comment(try Sample.comment(by: alice.id).signed(by: alice.key))
        let reference = RelatedReference.parent(
            .post, try Sample.guid(), relayableAuthor: alice.id)

        let relayed = try bob.message(comment)
        let direct = try alice.message(comment)

        #expect(relayed.requirements.keys == [alice.id])
        #expect(direct.requirements.keys == [])
        #expect(relayed.requirements.related == reference)
        #expect(relayed.requirements.guid == comment.guid)
        #expect(reference.fetch?.path == "/fetch/post/\(try Sample.guid())")
        #expect(reference.fetch?.from == alice.id)
        refuses(relayed, .missingRelated(reference))
        #expect(AuthorizationError.missingRelated(reference).isRetryable)
        var evidence = post(of: bob, local: true)
        evidence.keys = [:]
        refuses(relayed, by: evidence, .missingKey(alice.id))
    }

    // MARK: - Retractions

    private func retraction(of type: String, by person: TestPerson) throws -> VerifiedMessage {
        try person.message(
            .retraction(
                .init(author: person.id, targetGUID: Sample.guid(), targetType: type)))
    }

    @Test(arguments: ["Comment", "Like", "PollParticipation"])
    func point5ItsAuthorAndTheRootsAuthorRetractWhatBelongsToAPost(type: String) throws {
        let target = RelatedEntity(
            author: alice.id, isLocal: false, isPublic: true, rootAuthor: bob.id, isRootLocal: true)
        let evidence = Evidence(related: target)

        accepts(try retraction(of: type, by: alice), by: evidence)
        accepts(try retraction(of: type, by: bob), by: evidence)
        refuses(try retraction(of: type, by: eve), by: evidence, .invalidSender(eve.id))
    }

    @Test(arguments: ["Post", "Photo", "StatusMessage", "Conversation", "Unheard"])
    func attack17NobodyElseRetractsAPost(type: String) throws {
        let target = RelatedEntity(
            author: alice.id, isLocal: false, isPublic: true, rootAuthor: bob.id, isRootLocal: true)
        let evidence = Evidence(related: target)

        accepts(try retraction(of: type, by: alice), by: evidence)
        refuses(try retraction(of: type, by: bob), by: evidence, .invalidSender(bob.id))
    }

    @Test func point5ARetractionOfTheUnknownIsRetriedLater() throws {
        let error = AuthorizationError.missingRelated(
            .target(type: "Post", try Sample.guid()))

        refuses(try retraction(of: "Post", by: alice), error)
        #expect(error.isRetryable)
        #expect(RelatedReference.target(type: "Post", try Sample.guid()).fetch == nil)
    }

    // MARK: - Where

    @Test func attack15ALimitedPostOnThePublicWayIsRefused() throws {
        let post = try Sample.post(by: alice.id, isPublic: false)

        refuses(try alice.message(post), .notPublic)
        let message = try alice.message(post, for: bob).authorized(by: Evidence())
        #expect(message.route == .person)
        #expect(message.entity == post)
    }

    @Test func attack15APublicPostInAPrivateInboxStaysPublic() throws {
        let post = try Sample.post(by: alice.id, isPublic: true)
        #expect(try alice.message(post, for: bob).authorized(by: Evidence()).entity == post)
    }

    @Test func point6AProfileThatTellsLittleMayBePrivate() throws {
        var profile = Entities.Profile(author: alice.id, firstName: "Alice")
        accepts(try alice.message(.profile(profile)))
        profile.bio = "I"
        refuses(try alice.message(.profile(profile)), .notPublic)
        accepts(try alice.message(.profile(profile), for: bob))
        profile.isPublic = true
        accepts(try alice.message(.profile(profile)))
    }

    @Test func attack15AStrictPodRefusesMoreOnThePublicWay() throws {
        let contact = Entity.contact(.init(author: alice.id, recipient: bob.id))
        let message = Entity.message(
            .init(
                author: alice.id, guid: try Sample.guid(), text: "x",
                conversationGUID: try Sample.guid("b")))
        for entity in [contact, message] {
            accepts(try alice.message(entity))
            refuses(try alice.message(entity), policy: .strict, .privateEntity(entity.name))
            let evidence = Evidence()
            #expect(throws: Never.self) {
                try alice.message(entity, for: bob).authorized(by: evidence, policy: .strict)
            }
        }
        let comment = Entity.comment(try Sample.comment(by: alice.id).signed(by: alice.key))
        let limited = post(of: bob, local: true, isPublic: false)
        refuses(try alice.message(comment), by: limited, policy: .strict, .notPublic)
        accepts(try alice.message(comment), by: post(of: bob, local: true), policy: .strict)
    }

    // MARK: - GUIDs

    @Test func attack18AGUIDBelongsToItsFirstAuthor() throws {
        let message = try alice.message(Sample.post(by: alice.id))
        let guid = try Sample.guid()
        func evidence(_ author: TestPerson, _ name: String) -> Evidence {
            Evidence(holder: GUIDHolder(author: author.id, entityName: name))
        }

        refuses(message, by: evidence(bob, "status_message"), .takenGUID(guid))
        refuses(message, by: evidence(alice, "reshare"), .takenGUID(guid))
        #expect(try message.authorized(by: evidence(alice, "status_message")).isKnown)
        #expect(try !message.authorized(by: Evidence()).isKnown)
    }

    @Test func point7AKnownGUIDIsSaidToBeKnown() throws {
        let message = try alice.message(Sample.post(by: alice.id))
        let holder = GUIDHolder(author: alice.id, entityName: "status_message")
        #expect(try message.authorized(by: Evidence(holder: holder)).isKnown)
    }

    // MARK: - Reshares and participations

    @Test func point8AReshareNeedsItsRoot() throws {
        let root = Entities.Reshare.Root(author: bob.id, guid: try Sample.guid("b"))
        let reshare = try alice.message(
            .reshare(.init(author: alice.id, guid: Sample.guid(), root: root)))
        let reference = RelatedReference.root(root.guid, author: bob.id)

        refuses(reshare, .missingRelated(reference))
        #expect(reference.fetch?.path == "/fetch/post/\(root.guid)")
        #expect(reference.fetch?.from == bob.id)
        accepts(reshare, by: post(of: bob, local: true))
        refuses(reshare, by: post(of: eve, local: true), .wrongRootAuthor)
        refuses(reshare, by: post(of: bob, local: true, isPublic: false), .rootNotPublic)
        accepts(
            try alice.message(.reshare(.init(author: alice.id, guid: Sample.guid(), root: nil))))
    }

    @Test func point9AParticipationIsForAPostOfThisPod() throws {
        let message = try alice.message(
            .participation(
                .init(author: alice.id, guid: Sample.guid("b"), parentGUID: Sample.guid())))

        #expect(message.requirements.related == .ownPost(try Sample.guid()))
        accepts(message, by: post(of: bob, local: true))
        refuses(message, by: post(of: bob, local: false), .parentNotLocal)
        refuses(message, .parentNotLocal)
    }

    // MARK: - Accounts

    private func migration(from sender: TestPerson) -> Entities.AccountMigration {
        Entities.AccountMigration(
            author: sender.id, profile: .init(author: bob.id), oldIdentity: alice.id)
    }

    @Test func point13EitherIdentityMaySendAMigration() throws {
        for (sender, other) in [(alice, bob), (bob, alice)] {
            let entity = Entity.accountMigration(
                try migration(from: sender).signed(by: other.key))
            let message = try sender.message(entity)

            #expect(message.requirements.keys == [other.id])
            accepts(message, by: Evidence(keys: [other.id: other.publicKey]))
            refuses(message, .missingKey(other.id))
        }
    }

    @Test func attack24AMigrationWithoutCounterSignatureIsRefused() throws {
        for (sender, other) in [(alice, bob), (bob, alice)] {
            let evidence = Evidence(keys: [other.id: other.publicKey])
            let unsigned = Entity.accountMigration(migration(from: sender))
            let selfSigned = Entity.accountMigration(
                try migration(from: sender).signed(by: sender.key))
            var reversed = migration(from: sender)
            reversed.signature = Base64.encode(
                try other.key.sign(
                    Array("AccountMigration:\(bob.id):\(alice.id)".utf8)))

            refuses(try sender.message(unsigned), by: evidence, .missingCounterSignature)
            refuses(try sender.message(selfSigned), by: evidence, .invalidCounterSignature)
            refuses(
                try sender.message(.accountMigration(reversed)), by: evidence,
                .invalidCounterSignature)
            refuses(try eve.message(selfSigned), by: evidence, .invalidSender(eve.id))
        }
    }

    @Test func point13ADeletionIsOnesOwn() throws {
        accepts(try alice.message(.accountDeletion(.init(author: alice.id))))
        refuses(
            try bob.message(.accountDeletion(.init(author: alice.id))), .invalidSender(bob.id))
    }

    @Test(arguments: ["weak-512", "weak-1024", "long-16384", "exponent-1"])
    func attack22KeysThatAreTooWeakOrTooLongAreRefused(name: String) throws {
        let folder = Fixture.folder.appending(path: "keys")
        let pem = try String(
            contentsOf: folder.appending(path: name + ".public.pem"), encoding: .utf8)
        #expect(throws: CryptographyError.self) { try RSAPublicKey(pem: pem) }
    }
}
