import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// People who leave or move. Spec: protocol, 2.18.
@Suite struct AccountTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let frank: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, frank, carol) = (try .bob(), try .frank(), try .carol())
        try await pod.share(pod.alice, with: bob)
        try await pod.hear(bob, sharesWith: pod.alice)
        pod.network.add(frank, carol)
    }

    /// - Parameter author: The identity that sends it; the other one signs it.
    private func migration(
        from old: RemotePerson, to new: RemotePerson, sentBy author: RemotePerson,
        name: String = "Moved", photos: String? = nil
    ) throws -> Entity {
        let migration = Entities.AccountMigration(
            author: author.id,
            profile: Entities.Profile(
                author: new.id, editedAt: pod.clock.now, firstName: name),
            oldIdentity: old.id, remotePhotoPath: photos)
        return .accountMigration(
            try migration.signed(by: author.id == old.id ? new.key : old.key))
    }

    private func firstName(_ person: RemotePerson) throws -> String? {
        try pod.database.read { database in
            try database.person(person.id).flatMap { try database.profile(personID: $0.id) }
        }?.firstName
    }

    // MARK: - Deletion

    @Test func point13ADeletedAccountLeavesItsAnswersAlone() async throws {
        let ours = try pod.publish("Ours")
        let post = pod.post("Words", by: bob)
        let comment = try pod.comment("Stays", on: ours, by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(.comment(comment), from: bob)

        for _ in 0..<2 {
            try await pod.receive(
                .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: bob)
        }

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.comment(comment.guid)?.text == "Stays")
        #expect(try pod.contact(pod.alice, bob) == nil)
        #expect(try pod.person(bob)?.closedAt != nil)
        #expect(try firstName(bob) == "")
        #expect(try pod.subscribers(ours) == [])
        #expect(try pod.heldReasons() == [])
        // Nobody writes to them any more, and what they had is not taken again.
        _ = try await pod.sending()
        _ = try pod.publish("More")
        #expect(try await pod.sending() == [])
        try await pod.receive(.statusMessage(post), from: bob)
        #expect(try pod.post(post.guid) == nil)
    }

    @Test func thePostsOfAClosedAccountGoInTransactionsOfAFewHundred() async throws {
        let count = 2 * ClosedAccounts.batchSize + 3
        let bobID = try #require(try pod.person(bob)?.id)
        let posts = (0..<count).map { _ in pod.newGUID() }
        try pod.database.write { transaction in
            let rows = try transaction.insertPosts(
                posts.map {
                    NewPost(
                        guid: $0, authorID: bobID, text: "Words", isPublic: true, isSilent: false,
                        createdAt: FederatedPod.start)
                })
            // In the stream of those who never added the author.
            for row in rows { try transaction.setMentions([pod.zoe.person.id], postID: row) }
        }
        func stream() throws -> [Post] {
            try pod.database.read {
                try $0.stream(userID: pod.zoe.user.id, personID: pod.zoe.person.id, limit: count)
            }
        }
        #expect(try stream().count == count)

        try await pod.inbox.accept(
            bob.envelope(.accountDeletion(Entities.AccountDeletion(author: bob.id))),
            from: "192.0.2.1")
        #expect(try await pod.receiver.run() == 1)
        #expect(try pod.person(bob)?.closedAt != nil)
        #expect(try stream() == [])

        var left: [Int] = []
        // Each as if it were another process.
        while try pod.receiver.removeRemains() {
            left.append(
                try pod.database.read { try $0.posts(authorID: bobID, limit: count).count })
        }
        #expect(left == [ClosedAccounts.batchSize + 3, 3, 0])
        #expect(
            try pod.database.read { database in
                try posts.allSatisfy { try database.isDeleted($0, .post, by: bobID) }
            })
    }

    @Test func theAnswersToPostsOfAClosedAccountBoundATransactionToo() async throws {
        let bobID = try #require(try pod.person(bob)?.id)
        try pod.database.write { transaction in
            for _ in 0..<3 {
                let post = try transaction.insertPost(
                    guid: pod.newGUID(), authorID: bobID, text: "Words", isPublic: true,
                    isSilent: false, createdAt: FederatedPod.start)
                for _ in 0...(RemovalBudget.transaction.rows / 2) {
                    _ = try transaction.insertComment(
                        guid: pod.newGUID(), postID: post, authorID: bobID, text: "Yes",
                        createdAt: FederatedPod.start, xml: [])
                }
            }
        }
        try await pod.inbox.accept(
            bob.envelope(.accountDeletion(Entities.AccountDeletion(author: bob.id))),
            from: "192.0.2.1")
        _ = try await pod.receiver.run()

        var left: [Int] = []
        while try pod.receiver.removeRemains() {
            left.append(try pod.database.read { try $0.posts(authorID: bobID, limit: 9).count })
        }

        // The second post is gone with the first one, and what hangs on it goes before the third.
        #expect(left == [1, 1, 0])
        #expect(try pod.rows("SELECT COUNT(*) FROM comment") == ["0"])
    }

    @Test func theLateEndOfSharingByAClosedAccountIsNoError() async throws {
        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: bob)

        try await pod.receive(
            .contact(
                Entities.Contact(
                    author: bob.id, recipient: pod.alice.person.diasporaID, isFollowing: false,
                    isSharing: false)), from: bob, for: pod.alice)

        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func aClosedAccountSharesWithNobody() async throws {
        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: bob)

        try await pod.receive(
            .contact(
                Entities.Contact(author: bob.id, recipient: pod.alice.person.diasporaID)),
            from: bob, for: pod.alice)

        #expect(try pod.heldReasons() == ["the account of bob@one.example is closed"])
        #expect(try pod.contact(pod.alice, bob) == nil)
    }

    @Test func theLateEndOfSharingByWhoMovedIsNoError() async throws {
        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)

        try await pod.receive(
            .contact(
                Entities.Contact(
                    author: bob.id, recipient: pod.alice.person.diasporaID, isFollowing: false,
                    isSharing: false)), from: bob, for: pod.alice)

        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func whoIsGoneOrMovedIsNamedAsSuchWhereTheyAreAdded() async throws {
        try await pod.know(carol)
        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: carol.id)), from: carol)
        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)

        for (person, error) in [
            (carol, ComposeError.closedAccount("carol@two.example", movedTo: nil)),
            (bob, .closedAccount("bob@one.example", movedTo: "frank@three.example")),
        ] {
            #expect(throws: error) {
                try pod.composer.addContact(person.id, to: "Friends", of: pod.alice)
            }
        }
    }

    @Test func point13NobodyDeletesTheAccountOfAnother() async throws {
        try await pod.know(carol)

        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: carol)

        #expect(try pod.person(bob)?.closedAt == nil)
        #expect(try pod.heldReasons() == ["carol@two.example may not send this"])
    }

    @Test func point13AMessageToAClosedAccountIsAnswered() async throws {
        let post = pod.post("For Alice", by: bob, isPublic: false)
        _ = try pod.accounts.close("alice")
        _ = try await pod.sending()

        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)

        #expect(try pod.post(post.guid) == nil)
        #expect(try await pod.sending() == ["one.example bob: account_deletion by alice"])
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func postsForSomebodyWhoClosedTheAccountAreNotKept() async throws {
        try pod.composer.addContact(
            pod.zoe.person.diasporaID, to: "Friends", of: pod.alice)
        _ = try pod.accounts.close("alice")
        let post = pod.post("Words", by: bob)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.rows("SELECT id FROM contact") == [])
    }

    // MARK: - Migration

    @Test(arguments: [true, false])
    func point13BothIdentitiesMaySendTheMigration(oldSends: Bool) async throws {
        let ours = try pod.publish("Ours")
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let comment = try pod.comment("Mine", on: ours, by: bob)
        try await pod.receive(.comment(comment), from: bob)
        _ = try await pod.sending()
        let sender = oldSends ? bob : frank

        for _ in 0..<2 {
            try await pod.receive(
                try migration(from: bob, to: frank, sentBy: sender), from: sender)
        }

        let new = try #require(try pod.person(frank))
        #expect(try pod.person(bob)?.movedTo == frank.id)
        #expect(try pod.person(bob)?.closedAt != nil)
        #expect(try pod.post(post.guid)?.authorID == new.id)
        #expect(try pod.comment(comment.guid)?.authorID == new.id)
        #expect(try pod.contact(pod.alice, bob) == nil)
        let contact = try #require(try pod.contact(pod.alice, frank))
        #expect(contact.isSharing && contact.isReceiving)
        #expect(try pod.subscribers(ours) == ["frank"])
        #expect(try firstName(frank) == "Moved")
        // The new pod is told, once, who shares with the person.
        #expect(try await pod.sending() == ["three.example frank: contact by alice"])
        #expect(try pod.heldReasons() == [])
    }

    @Test func attack24AMigrationWithoutTheOtherSignatureIsRefused() async throws {
        let claims = [
            Entities.AccountMigration(
                author: bob.id, profile: Entities.Profile(author: frank.id)),
            try Entities.AccountMigration(
                author: bob.id, profile: Entities.Profile(author: frank.id)
            ).signed(by: bob.key),
        ]
        for claim in claims { try await pod.receive(.accountMigration(claim), from: bob) }
        let stolen = try Entities.AccountMigration(
            author: frank.id, profile: Entities.Profile(author: frank.id), oldIdentity: bob.id
        ).signed(by: frank.key)
        try await pod.receive(.accountMigration(stolen), from: frank)

        #expect(try pod.person(bob)?.movedTo == nil)
        #expect(try pod.contact(pod.alice, bob)?.isSharing == true)
        #expect(try pod.heldReasons().count == 3)
    }

    @Test(arguments: [true, false])
    func aChainOfMigrationsEndsAtTheNewestIdentity(inOrder: Bool) async throws {
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        pod.clock.advance(60)
        let steps = [
            (try migration(from: bob, to: frank, sentBy: bob, name: "Second"), bob),
            (try migration(from: frank, to: carol, sentBy: frank, name: "Third"), frank),
        ]
        if !inOrder { try await pod.know(frank) }
        for (step, sender) in inOrder ? steps : steps.reversed() {
            try await pod.receive(step, from: sender)
        }
        // Nobody moves on at once.
        for _ in 0..<3 {
            pod.clock.advance(2_000)
            try await pod.work()
        }

        let newest = try #require(try pod.person(carol))
        #expect(try pod.post(post.guid)?.authorID == newest.id)
        #expect(try pod.contact(pod.alice, carol)?.isReceiving == true)
        #expect(try pod.contact(pod.alice, bob) == nil && pod.contact(pod.alice, frank) == nil)
        #expect(try firstName(carol) == "Third")
        #expect(try pod.heldReasons() == [])
    }

    @Test func attack70WhoMovesFromIdentityToIdentityWritesNothingAnewWithinTheHour() async throws {
        let ours = try pod.publish("Ours")
        try await pod.receive(.comment(pod.comment("Words", on: ours, by: bob)), from: bob)
        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)

        try await pod.receive(try migration(from: frank, to: carol, sentBy: frank), from: frank)

        #expect(try pod.person(frank)?.movedTo == nil)
        #expect(try pod.waiting().map(\.reason) == ["\(frank.id) has only just moved there"])
        pod.clock.advance(3_601)
        try await pod.work()
        #expect(try pod.person(frank)?.movedTo == carol.id)
    }

    @Test func attack70ANameOfWhoMovesReachesPagesOnceAnHour() async throws {
        let ours = try pod.publish("Ours")
        try await pod.receive(.comment(pod.comment("Words", on: ours, by: bob)), from: bob)
        try pod.renderComments()
        try await pod.receive(
            .profile(Entities.Profile(author: bob.id, firstName: "New")), from: bob)
        func asked() throws -> [String] {
            try pod.rows("SELECT kind FROM outboxEvent WHERE kind = 'answererRenamed'")
        }
        try #require(try asked().count == 1)

        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)

        #expect(try asked().count == 1)
        #expect(
            try pod.rows("SELECT personID, isWaiting FROM shownName")
                == ["\(try #require(try pod.person(frank)).id) 1"])
    }

    @Test func whoMovesTwiceIsFollowedOnce() async throws {
        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)
        try await pod.receive(try migration(from: bob, to: carol, sentBy: bob), from: bob)

        #expect(try pod.person(bob)?.movedTo == frank.id)
        #expect(try pod.contact(pod.alice, carol) == nil)
    }

    @Test func migrationsDoNotLeadInACircle() async throws {
        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)
        try await pod.receive(try migration(from: frank, to: bob, sentBy: frank), from: frank)

        #expect(try pod.person(frank)?.movedTo == nil)
        #expect(try pod.contact(pod.alice, frank)?.isSharing == true)
    }

    @Test func whatBothIdentitiesHaveIsKeptOnce() async throws {
        try await pod.share(pod.alice, with: frank)
        let ours = try pod.publish("Ours")
        for person in [bob, frank] {
            try await pod.receive(.like(pod.like(ours, by: person)), from: person)
        }
        #expect(try pod.rows("SELECT COUNT(*) FROM liking") == ["2"])

        try await pod.receive(try migration(from: bob, to: frank, sentBy: bob), from: bob)

        #expect(try pod.rows("SELECT COUNT(*) FROM liking") == ["1"])
        #expect(try pod.subscribers(ours) == ["frank"])
        #expect(try pod.rows("SELECT COUNT(*) FROM contact WHERE isSharing = 1") == ["1"])
    }

    @Test func thePhotosMoveAlong() async throws {
        var post = pod.post("Words", by: bob)
        post.photos = [
            Entities.Photo(
                guid: pod.newGUID(), author: bob.id, isPublic: true,
                remotePhotoPath: "https://one.example/uploads/", remotePhotoName: "a.jpg")
        ]
        try await pod.receive(.statusMessage(post), from: bob)

        try await pod.receive(
            try migration(
                from: bob, to: frank, sentBy: bob, photos: "https://three.example/photos/"),
            from: bob)

        #expect(
            try pod.rows("SELECT path, name FROM remotePhoto")
                == ["https://three.example/photos/ a.jpg"])
    }

    @Test func whoComesToThisPodIsNoContactOfTheirOwn() async throws {
        let zoe = try RemotePerson("zoe@home.example", number: 77, key: "zoe")
        try await pod.share(pod.zoe, with: bob)
        _ = try await pod.sending()

        try await pod.receive(try migration(from: bob, to: zoe, sentBy: bob), from: bob)

        let own = try pod.database.read {
            try $0.contact(userID: pod.zoe.user.id, personID: pod.zoe.person.id)
        }
        #expect(own == nil)
        let contact = try pod.database.read {
            try $0.contact(userID: pod.alice.user.id, personID: pod.zoe.person.id)
        }
        #expect(contact?.isReceiving == true)
        #expect(
            try pod.database.read {
                try $0.contact(userID: pod.zoe.user.id, personID: pod.alice.person.id)
            }?.isSharing == true)
        #expect(
            try pod.rows("SELECT firstName FROM profile WHERE personID = \(pod.zoe.person.id)")
                == ["Zoe"])
    }

    // MARK: - Messages to people who moved away

    @Test(arguments: [true, false])
    func point13AMessageToAnAccountThatMovedIsAnsweredWithItsMigration(
        oldSends: Bool
    ) async throws {
        let alice = try RemotePerson("alice@home.example", number: 78, key: "alice")
        let move = try migration(
            from: alice, to: frank, sentBy: oldSends ? alice : frank, name: "Alice")
        try await pod.receive(move, from: oldSends ? alice : frank)
        #expect(
            try pod.database.read { try $0.person(alice.id) }?.movedTo == frank.id)
        _ = try await pod.sending()
        let post = pod.post("For Alice", by: bob, isPublic: false)

        for _ in 0..<2 {
            try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)
        }

        try await pod.send()
        let answers = try pod.sent()
        let sender = oldSends ? "alice" : "frank"
        #expect(
            answers.map(\.summary)
                == Array(repeating: "one.example bob: account_migration by \(sender)", count: 2))
        // It is what the two identities signed, which is enough for whoever hears of it first.
        for answer in answers {
            guard case .accountMigration(let said) = answer.entity else { continue }
            #expect(said.oldIdentity == alice.id && said.newIdentity == frank.id)
            #expect(
                try said.isSigned(by: oldSends ? frank.key.publicKey : alice.key.publicKey))
        }
        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func twoClosedAccountsDoNotAnswerEachOtherForEver() async throws {
        _ = try pod.accounts.close("alice")
        _ = try await pod.sending()

        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: bob, for: pod.alice)

        #expect(try await pod.sending() == [])
        #expect(try pod.person(bob)?.closedAt != nil)
    }
}
