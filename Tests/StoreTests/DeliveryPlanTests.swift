import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// Who a message becomes a delivery for.
@Suite struct DeliveryPlanTests {
    private let pod: PopulatedDatabase
    private let post: Post

    init() throws {
        let pod = try PopulatedDatabase()
        try pod.execute("DELETE FROM delivery; DELETE FROM payload")
        self.pod = pod
        post = try #require(try pod.database.read { try $0.post(pod.publicGUIDs[0]) })
    }

    private func addPerson(_ id: String) throws -> Int64 {
        try pod.database.write { transaction in
            try transaction.insertPerson(
                guid: pod.guid(), diasporaID: try #require(DiasporaID(id)), kind: .remote,
                createdAt: pod.start)
        }
    }

    @discardableResult
    private func plan(
        _ audience: MessageAudience, isPublic: Bool = true, kind: String = "comment",
        guid: String = "g", version: Int = 1, deadSince: Date = .distantPast
    ) throws -> [String] {
        try pod.database.write { transaction in
            var payload = NewPayload(
                kind: kind, guid: guid, senderID: pod.aliceID, isPublic: isPublic,
                orderKey: "key", xml: [60], audience: audience)
            payload.version = version
            try transaction.insertPayload(payload, at: pod.start)
            try transaction.planPayloads(limit: 10, at: pod.start, deadSince: deadSince)
        }
        return try destinations()
    }

    private func destinations() throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll($0, sql: "SELECT destination FROM delivery ORDER BY destination")
        }
    }

    private func payloadCount() throws -> Int? {
        try pod.database.pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM payload") }
    }

    @Test func whatIsPublicGoesOnceToEachPod() throws {
        let people = try ["a@one.example", "b@one.example", "c@two.example"].map(addPerson)

        #expect(
            try plan(MessageAudience(.people(people))) == [
                "one.example/receive/public", "two.example/receive/public",
            ])
    }

    @Test func whatIsPrivateGoesToEachPerson() throws {
        let people = try ["a@one.example", "b@one.example"].map(addPerson)
        let guids = try pod.database.read { database in
            try people.compactMap { try database.person(id: $0)?.guid }
        }

        #expect(
            try plan(MessageAudience(.people(people)), isPublic: false)
                == guids.map { "one.example/receive/users/\($0)" }.sorted())
    }

    @Test func peopleOfThisPodAndOfAPodThatHasItNeedNone() throws {
        let people = try ["a@one.example", "c@two.example"].map(addPerson)

        #expect(
            try plan(
                MessageAudience(.people(people + [pod.aliceID]), exceptPod: "two.example"))
                == ["one.example/receive/public"])
    }

    @Test func whatNobodyElsewhereGetsIsForgotten() throws {
        #expect(try plan(MessageAudience(.people([pod.aliceID]))) == [])
        #expect(try payloadCount() == 0)
    }

    @Test func whatWaitedTooLongIsGivenUpWithItsPayload() throws {
        let person = try addPerson("a@one.example")
        #expect(try plan(MessageAudience(.people([person]))).count == 1)
        #expect(try payloadCount() == 1)

        try pod.database.write { transaction in
            try transaction.abandonDeliveries(
                .federation, createdBefore: .distantFuture, reason: "too long", at: pod.start)
        }

        #expect(try payloadCount() == 0)
        #expect(try pod.database.read { try $0.waitingHosts(.federation, at: pod.start) } == [])
    }

    /// A post that was told why it waits, a comment on it and the retraction of that comment.
    private func planPostAndFollowers() throws {
        let audience = MessageAudience(.people([try addPerson("a@one.example")]))
        try plan(audience, kind: "status_message", guid: "post")
        try plan(audience, guid: "comment")
        try plan(audience, kind: "retraction", guid: "retraction")
        let post = try #require(try pod.database.read { try $0.deliveries(guid: "post") }.first)
        try pod.database.write { transaction in
            try transaction.postponeDelivery(
                id: post.id, until: pod.start, reason: "no answer", counts: false)
        }
    }

    private func giveUp(createdBefore limit: Date) throws -> [String] {
        try pod.database.write { transaction in
            try transaction.abandonDeliveries(
                .federation, createdBefore: limit, reason: "too long", at: pod.start)
        }
        return try pod.database.read { database in
            try ["post", "comment", "retraction"].flatMap(database.deliveries)
        }.map { "\($0.guid) \($0.state): \($0.reason ?? "")" }
    }

    @Test func whatFollowsAPostThatWaitedTooLongGoesWithItButForItsRetraction() throws {
        try planPostAndFollowers()
        try pod.execute("UPDATE delivery SET createdAt = createdAt + 60 WHERE guid <> 'post'")

        #expect(
            try giveUp(createdBefore: pod.start + 30) == [
                "post abandoned: no answer",
                "comment abandoned: the post it belongs to was given up", "retraction open: ",
            ])
        #expect(try payloadCount() == 1)
    }

    @Test func whatWasGivenUpWithItsPostIsNotGivenUpAgain() throws {
        try planPostAndFollowers()

        #expect(
            try giveUp(createdBefore: pod.start + 30) == [
                "post abandoned: no answer",
                "comment abandoned: the post it belongs to was given up",
                "retraction abandoned: too long",
            ])
        #expect(try payloadCount() == 0)
    }

    @Test func anEmptySetIsNobody() throws {
        #expect(try plan(MessageAudience(.people([]))) == [])
    }

    @Test func whoClosedTheAccountGetsNothingButAMigration() throws {
        let person = try addPerson("a@one.example")
        try pod.database.write { try $0.closePerson(id: person, at: pod.start) }

        #expect(try plan(MessageAudience(.people([person]))) == [])
        #expect(
            try plan(MessageAudience(.people([person])), kind: "account_migration")
                == ["one.example/receive/public"])
    }

    @Test func aPodThatWasAwayTooLongGetsNothing() throws {
        let person = try addPerson("a@one.example")
        try pod.database.write {
            try $0.setFailed(
                "one.example", status: .netFailed, reason: "x", at: pod.start)
        }
        let day = 86_400.0

        #expect(
            try plan(
                MessageAudience(.people([person])), deadSince: pod.start.addingTimeInterval(day))
                == [])
        #expect(
            try plan(
                MessageAudience(.people([person])), guid: "h",
                deadSince: pod.start.addingTimeInterval(-day)) == ["one.example/receive/public"])
    }

    @Test(arguments: ["status_message", "reshare"], [true, false])
    func thatAPodWasAwayTooLongIsInTheLedgerOfAPost(kind: String, isPublic: Bool) throws {
        let people = try ["a@one.example", "b@one.example", "c@two.example"].map(addPerson)
        try pod.database.write {
            try $0.setFailed(
                "one.example", status: .netFailed, reason: "x", at: pod.start)
        }
        try plan(
            MessageAudience(.people(people)), isPublic: isPublic, kind: kind,
            deadSince: pod.start.addingTimeInterval(86_400))

        let ledger = try pod.database.read { try $0.deliveries(guid: "g") }
        let away = ledger.filter { $0.host == "one.example" }
        #expect(away.count == (isPublic ? 1 : 2) && ledger.count == away.count + 1)
        #expect(away.allSatisfy { $0.state == .abandoned && $0.attempts == 0 })
        #expect(
            away.allSatisfy {
                $0.reason == "not sent: the pod had been away since 2020-09-13T12:26:40Z"
            })
        #expect(away.allSatisfy { $0.payloadID == nil && ($0.recipientID == nil) == isPublic })
        #expect(ledger.first { $0.host == "two.example" }?.state == .open)
        // It is kept as long as the post's other lines are.
        try pod.database.write {
            try $0.removeDeliveries(.federation, finishedBefore: .distantFuture)
        }
        #expect(try pod.database.read { try $0.deliveries(guid: "g") } == ledger)
    }

    @Test(arguments: [true, false], [true, false])
    func aBlockedPodGetsNothingWhetherItIsKnownOrNot(isKnown: Bool, isPublic: Bool) throws {
        let person = try addPerson("a@one.example")
        try pod.database.write { transaction in
            if isKnown { try transaction.insertRemotePod("one.example", at: pod.start) }
            _ = try transaction.block(PodName(authority: "one.example"), at: pod.start)
        }

        let audience = MessageAudience(.people([person]))
        #expect(try plan(audience, isPublic: isPublic) == [])
        try plan(audience, isPublic: isPublic, kind: "status_message", guid: "h")

        let ledger = try pod.database.read { try $0.deliveries(guid: "h") }
        #expect(ledger.map(\.state) == [.abandoned])
        #expect(ledger.map(\.reason) == ["not sent: the pod is blocked"])
        #expect(try payloadCount() == 0)
    }

    @Test func aPostThatOnlyDeadPodsWouldGetIsNotKeptToBeSent() throws {
        let person = try addPerson("a@one.example")
        try pod.database.write {
            try $0.setFailed(
                "one.example", status: .netFailed, reason: "x", at: pod.start)
        }
        try plan(
            MessageAudience(.people([person])), kind: "status_message", deadSince: .distantFuture)

        #expect(try payloadCount() == 0)
        #expect(try pod.database.read { try $0.waitingHosts(.federation, at: pod.start) } == [])
    }

    @Test func theSameVersionIsPlannedOnce() throws {
        let person = try addPerson("a@one.example")
        for version in [1, 1, 2, 2] {
            try plan(MessageAudience(.people([person])), version: version)
        }

        #expect(try destinations().count == 2)
        #expect(try payloadCount() == 2)
    }

    @Test func whatHasNoVersionIsPlannedEachTimeEvenAfterTheFirstIsDone() throws {
        let person = try addPerson("a@one.example")
        for count in 1...3 {
            try plan(
                MessageAudience(.people([person])), isPublic: false, kind: "contact", version: 0)
            #expect(try destinations().count == count)
            let open = try pod.database.read {
                try $0.unfinishedDeliveries(isHeld: false, limit: 10)
            }
            for delivery in open {
                try pod.database.write { try $0.finishDelivery(id: delivery.id, at: pod.start) }
            }
            #expect(try payloadCount() == 0)
        }
    }

    @Test func attack54AfterARestoreOnlyWhatWasThereIsHeld() throws {
        let person = try addPerson("a@one.example")
        func insert(_ guid: String) throws {
            try pod.database.write { transaction in
                _ = try transaction.insertPayload(
                    NewPayload(
                        kind: "comment", guid: guid, senderID: pod.aliceID, isPublic: true,
                        orderKey: guid, xml: [60],
                        audience: MessageAudience(.people([person]))), at: pod.start)
            }
        }
        try insert("before")
        try pod.database.close()
        _ = try RestoredDatabase(settling: pod.path)
        let database = try PodDatabase(path: pod.path)
        try database.write {
            _ = try $0.planPayloads(limit: 10, at: pod.start, deadSince: .distantPast)
        }
        let held = try database.read { try $0.deliveries(guid: "before") }
        #expect(held.map(\.state) == [.held])
        try database.write { transaction in
            try transaction.abandonDelivery(held[0], reason: "x", at: pod.start)
            _ = try transaction.insertPayload(
                NewPayload(
                    kind: "comment", guid: "after", senderID: pod.aliceID, isPublic: true,
                    orderKey: "after", xml: [60], audience: MessageAudience(.people([person]))),
                at: pod.start)
            _ = try transaction.planPayloads(limit: 10, at: pod.start, deadSince: .distantPast)
        }

        #expect(try database.read { try $0.deliveries(guid: "after") }.map(\.state) == [.open])
    }

    @Test func aRelayLeavesOutWhomTheAuthorIgnores() throws {
        let (one, two) = (try addPerson("a@one.example"), try addPerson("c@two.example"))
        try pod.database.write { transaction in
            try transaction.addSubscribers([one, two], reason: "x", postID: post.id, at: pod.start)
            try transaction.setBlocked(
                true, personID: two, userID: pod.aliceUserID, at: pod.start)
        }

        #expect(
            try plan(MessageAudience(.relay(ofPostID: post.id, userID: pod.aliceUserID))) == [
                "elsewhere.example/receive/public", "one.example/receive/public",
            ])
        #expect(
            try plan(MessageAudience(.audience(ofPostID: post.id)), guid: "h").count == 5)
    }
}
