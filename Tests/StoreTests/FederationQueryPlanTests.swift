import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// Taking, planning and sending messages must not read all of them.
@Suite struct FederationQueryPlanTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    private var later: Date { pod.start.addingTimeInterval(3_600) }

    @Test func noStatementOfTheInboxScansATable() throws {
        try expectNoScan { transaction in
            try transaction.insertInboxEntries(
                (0..<8).map {
                    NewInboxEntry(
                        recipientID: nil, body: [$0], address: "192.0.2.1", digest: [$0])
                }, at: pod.start)
            #expect(try transaction.reading.hasDueInboxEntries(at: later))
            let worker = try transaction.insertWorker(at: pod.start)
            let entries = try transaction.leaseInboxEntries(limit: 100, at: later, by: worker)
            #expect(entries.count == 8)
            let others = ["192.0.2.2", "192.0.2.3"].map {
                NewInboxEntry(recipientID: nil, body: [9], address: $0, digest: Array($0.utf8))
            }
            try transaction.insertInboxEntries(others, at: pod.start)
            for entry in try transaction.leaseInboxEntries(limit: 1, at: later, by: worker)
                + transaction.leaseInboxEntries(limit: 1, at: later, by: worker)
            {
                try transaction.deleteInboxEntry(id: entry.id)
            }
            #expect(try !transaction.reading.hasDueInboxEntries(at: later))
            try transaction.deleteInboxEntry(id: entries[0].id)
            try transaction.postponeInboxEntry(id: entries[1].id, until: later, reason: "x")
            for entry in entries[2...5] {
                try transaction.holdInboxEntry(id: entry.id, reason: "x")
            }
            try transaction.retryInboxEntry(id: entries[2].id)
            try transaction.separateInboxEntries(ids: [entries[6].id])
            try transaction.releaseInboxLeases(ids: [entries[6].id])
            let quota = InboxQuota(entries: 2, bytes: 100, entriesOfOne: 3, bytesOfOne: 100)
            #expect(try transaction.dropInboxEntries(.held, over: quota) == ["": 1])
            let small = InboxQuota(entries: 5, bytes: 100, entriesOfOne: 1, bytesOfOne: 1)
            #expect(try transaction.dropInboxEntries(.waiting, over: small) == ["": 1])
            #expect(try transaction.reading.heldInboxEntries(limit: 10).count == 2)
            #expect(try transaction.reading.heldInboxEntryCount() == 2)
            #expect(try transaction.reading.waitingInboxEntries(limit: 10).count == 4)
            let other = try transaction.insertWorker(at: pod.start)
            #expect(try transaction.reading.otherWorkers(than: other) == [worker - 1, worker])
            #expect(try transaction.removeDeadWorker(id: worker).entryCount == 1)
            #expect(try transaction.leaseInboxEntryAlone(by: other) != nil)
            try transaction.removeWorker(id: other)
            _ = try transaction.reading.inboxLoads()
            #expect(try transaction.reading.fatalInboxEntries() == [])
            _ = try transaction.reading.inboxEntry(id: entries[3].id)
        }
    }

    @Test func noStatementOfPlanningScansATable() throws {
        try expectNoScan { transaction in
            let payloads = try makePayloads(transaction)
            #expect(try transaction.reading.hasUnplannedPayloads(for: .federation))
            let count = try transaction.planPayloads(
                limit: 100, at: pod.start, deadSince: pod.start)
            #expect(count == payloads + 2)
            _ = try transaction.reading.unsignedPayloads(limit: 100, at: pod.start)
            let posts = try transaction.reading.unsignedPosts(limit: 100, at: pod.start)
            try transaction.postponeSigning(payloadID: 1, until: later, reason: "x")
            try transaction.postponeSigning(of: posts[0], until: later, reason: "x")
            try transaction.setEnvelope([60], payloadID: 1)
            #expect(try transaction.setPublicEnvelope([60], of: posts[0]) != nil)
        }
    }

    @Test func noStatementOfSendingScansATable() throws {
        try pod.database.write { transaction in
            _ = try makePayloads(transaction)
            _ = try transaction.planPayloads(limit: 100, at: pod.start, deadSince: pod.start)
            for payload in try transaction.reading.unsignedPayloads(limit: 100, at: pod.start) {
                try transaction.setEnvelope([60], payloadID: payload.id)
            }
        }
        try expectNoScan { transaction in
            let host = "elsewhere.example"
            let waiting = try transaction.reading.waitingHosts(.federation, at: later)
            #expect(waiting == [WaitingHost(host: host, isFailing: false)])
            #expect(try !transaction.reading.isAsked(.federation, host: host))
            let worker = try transaction.insertWorker(at: later)
            _ = try transaction.reading.remotePod("elsewhere.example")
            var deliveries: [Delivery] = []
            for _ in 0..<4 {
                let leased = try transaction.leaseDeliveries(
                    host: "elsewhere.example", limit: 1, at: later, by: worker)
                deliveries += leased
            }
            try #require(deliveries.count == 4)
            _ = try transaction.reading.payload(id: deliveries[0].payloadID ?? 0)
            _ = try transaction.reading.delivery(id: deliveries[0].id)
            _ = try transaction.reading.deliveries(guid: deliveries[0].guid)
            try transaction.finishDelivery(id: deliveries[0].id, at: later)
            try transaction.postponeDelivery(
                id: deliveries[1].id, until: later, reason: "x", counts: true)
            try transaction.abandonDelivery(deliveries[2], reason: "x", at: later)
            #expect(try transaction.reading.isAsked(.federation, host: host))
            #expect(try transaction.reading.sendingWorkers(otherThan: 0).contains(worker))
            try transaction.releaseLease(id: deliveries[3].id)
            try transaction.releaseLeases(ofWorker: worker)
            #expect(try !transaction.reading.isAsked(.federation, host: host))
            try transaction.releaseDelivery(id: deliveries[3].id)
            try transaction.setFailed(
                "elsewhere.example", status: .netFailed, reason: "x", at: later)
            try transaction.openBreaker(.federation, host: host, until: later)
            #expect(try transaction.reading.breaker(.federation, host: host)?.failureCount == 1)
            try transaction.setReached("elsewhere.example")
            #expect(try transaction.reading.breaker(.federation, host: host) == nil)
            try transaction.setVersionFailed("elsewhere.example", reason: "x")
            try transaction.scheduleCheck("elsewhere.example", at: later)
            _ = try transaction.reading.podsToCheck(at: later, limit: 10)
            try transaction.setChecked(
                "elsewhere.example", software: nil, version: nil, at: later, next: later)
        }
    }

    @Test func noStatementOfADeletedPostScansATable() throws {
        try expectNoScan { transaction in
            _ = try makePayloads(transaction)
            let post = try #require(try transaction.reading.post(pod.publicGUIDs[0]))
            try transaction.discardUnsigned(ofPostID: post.id, before: 9)
            try transaction.discardDeliveries(of: post, at: later)
            _ = try transaction.reading.ownReshares(of: post.guid)
            try transaction.forgetRoot(ofReshareID: post.id)
            let limited = try #require(try transaction.reading.post(pod.limitedGUID))
            let few = RemovalBudget(rows: 2, bytes: 1_000)
            var budget = few
            try transaction.deletePost(limited, at: later, within: &budget)
            var count = 0
            while try transaction.reading.hasDeletedPosts() {
                budget = few
                try transaction.removeDeletedPosts(at: later, within: &budget)
                count += 1
            }
            #expect(count > 3)
        }
    }

    @Test func noStatementOfReceivingScansATable() throws {
        try expectNoScan { transaction in
            let database = transaction.reading
            let bob = try #require(try database.person(id: pod.bobID))
            _ = try database.person(bob.guid)
            _ = try database.person(bob.diasporaID)
            for kind in GUIDKind.allCases {
                _ = try database.owner(of: pod.guid(), kind)
                _ = try database.isDeleted(pod.guid(), kind)
                _ = try database.isDeletedHere(pod.guid(), kind)
                _ = try database.isDeletedByAdded(pod.guid(), kind)
                _ = try database.wasShownHere(pod.guid())
                _ = try database.isDeleted(pod.guid(), kind, by: pod.bobID)
            }
            _ = try database.hasContacts(personID: pod.bobID)
            _ = try database.isBlocked(personID: pod.bobID, byUserID: pod.aliceUserID)
            _ = try database.contact(userID: pod.aliceUserID, personID: pod.bobID)
            _ = try database.usersSharing(withPersonID: pod.bobID)
            let post = try #require(try database.post(pod.publicGUIDs[0]))
            _ = try database.resharers(ofAuthorID: pod.aliceID)
            _ = try database.liking(postID: post.id, commentID: nil, authorID: pod.bobID)
            _ = try database.isParticipating(personID: pod.bobID, postID: post.id)
            try transaction.addSubscribers([pod.bobID], reason: "x", postID: post.id, at: later)
            try transaction.takeRemotePhotos(
                ofPost: post.guid, postID: post.id, authorID: pod.bobID)
            _ = try transaction.setSharing(
                true, personID: pod.bobID, userID: pod.aliceUserID, at: later)
            _ = try database.answers(ofBoth: pod.bobID, pod.aliceID)
            _ = try database.longComments(
                likedByBoth: pod.bobID, pod.aliceID, postID: post.id, over: 1)
            _ = try database.hasReshared(post.guid, authorID: pod.bobID)
            try transaction.setAuthor(pod.aliceID, postID: post.id)
            try transaction.movePerson(id: pod.bobID, to: pod.aliceID)
            try transaction.removeContacts(personID: pod.bobID)
            try transaction.removeSubscriptions(personID: pod.bobID)
            _ = try database.hasLinkedPosts(askedBefore: later)
            #expect(
                try transaction.takeLinkedPosts(limit: 5, at: later, forgettingBefore: later)
                    .count == 1)
            _ = try database.migrationEnvelope(personID: pod.aliceID)
            _ = try database.commentEnvelope(commentID: 1)
            try transaction.setCommentEnvelope([60], commentID: 1)
            try transaction.countDropped(1, from: "elsewhere.example", for: .deleted, at: later)
        }
    }

    @Test func noStatementOfPruningScansATable() throws {
        try expectNoScan { transaction in
            let database = transaction.reading
            _ = try database.isAdded(personID: pod.bobID)
            _ = try database.strangerUsage(onHost: "elsewhere.example")
            _ = try database.podsWithStrangers(after: "", limit: 500)
            _ = try database.countStrangers(
                of: "elsewhere.example", unrendered: (factor: 16, base: 4_096))
            try transaction.addStrangerUsage(
                StrangerUsage(rows: 1, bytes: 1), of: "elsewhere.example")
            try transaction.lowerStrangerUsage(to: StrangerUsage(), of: "elsewhere.example")
            _ = try database.unreferencedPeople(after: 0, limit: 500, knownBefore: later)
            _ = try database.unreferencedPods(
                after: "", limit: 500, knownBefore: later, leavingOut: [])
            #expect(try transaction.prunePeople([pod.bobID], knownBefore: later) == 0)
            #expect(try transaction.prunePods(["elsewhere.example"], knownBefore: later) == 0)
        }
    }

    /// Messages of each kind of audience, which one stranger is in.
    private func makePayloads(_ transaction: WriteTransaction) throws -> Int {
        let first = try #require(try transaction.reading.post(pod.publicGUIDs[0]))
        let limited = try #require(try transaction.reading.post(pod.limitedGUID))
        let audiences: [(MessageAudience.Set, Post)] = [
            (.audience(ofPostID: first.id), first), (.audience(ofPostID: limited.id), limited),
            (.relay(ofPostID: first.id, userID: pod.aliceUserID), first),
            (.relay(ofPostID: limited.id, userID: pod.aliceUserID), limited),
            (.people([pod.bobID]), limited),
        ]
        for (number, (audience, post)) in audiences.enumerated() {
            var payload = NewPayload(
                kind: "comment", guid: "message \(number)", senderID: pod.aliceID,
                isPublic: post.isPublic, orderKey: "key \(number)", xml: [60],
                audience: MessageAudience(audience))
            payload.postID = post.id
            try transaction.insertPayload(payload, at: pod.start)
        }
        return audiences.count
    }

    private func expectNoScan(_ body: (WriteTransaction) throws -> Void) throws {
        let trace = Trace()
        pod.database.pool.writeWithoutTransaction { trace.follow($0) }
        try pod.database.write(body)
        #expect(trace.expanded.count > 3)
        try pod.database.pool.read { connection in
            for sql in Set(trace.expanded) where isQuery(sql) {
                let plan = try Row.fetchAll(connection, sql: "EXPLAIN QUERY PLAN \(sql)")
                for detail in plan.map({ $0["detail"] as String }) {
                    #expect(!detail.hasPrefix("SCAN") || isSmall(detail), "\(detail) in \(sql)")
                }
            }
        }
    }

    private func isQuery(_ sql: String) -> Bool {
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { sql.hasPrefix($0) }
    }

    /// Indexes of what waits alone, a table of a thousand rows, and rows that are no table's.
    private func isSmall(_ detail: String) -> Bool {
        [
            "CONSTANT ROW", "payloadUnplanned", "payloadUnsigned", "publicEnvelopeUnsigned",
            "SCAN deliveryLease", "inboxEntryDue", "inboxEntryHeld",
            "inboxEntryByAddress", "SCAN linkedPost", "SCAN hosts",
            "SCAN worker", "personLocal", "postDeleted",
            "json_each", "SCAN (subquery", "SCAN place",
            // The schema's own rows, the full-text index, and what a statement has just gathered.
            "SCAN child", "SCAN key VIRTUAL", "Search VIRTUAL TABLE INDEX",
            "SCAN stranger", "SCAN thing",
        ].contains { detail.contains($0) }
    }
}
