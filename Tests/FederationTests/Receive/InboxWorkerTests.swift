import Diaspora
import Foundation
import Outbox
import Store
import Synchronization
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming
@testable import Workers

/// The services around receiving and sending.
@Suite(.timeLimit(.minutes(20)))
struct InboxWorkerTests {
    @Test func whatIsTakenInIsLookedAtWithoutBeingAskedFor() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let (receiver, inbox, logger) = (pod.receiver, pod.inbox, pod.logger)
        let worker = InboxWorker(
            database: pod.database, clock: pod.clock.pod, presence: pod.presence,
            receiver: { receiver }, inbox: inbox, logger: logger)
        let post = pod.post("Words", by: bob)
        let task = Task { try await worker.run() }

        try await inbox.accept(
            bob.envelope(.statusMessage(post)), from: "192.0.2.1")
        while try pod.post(post.guid) == nil { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(try pod.waiting() == [])
    }

    @Test func whatAClosedAccountLeftIsRemovedByTheNextProcess() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.inbox.accept(
            bob.envelope(.accountDeletion(Entities.AccountDeletion(author: bob.id))),
            from: "192.0.2.1")
        #expect(try await pod.receiver.run() == 1)
        #expect(try pod.post(post.guid) != nil)

        let (receiver, logger) = (pod.receiver, pod.logger)
        let worker = InboxWorker(
            database: pod.database, clock: pod.clock.pod, presence: pod.presence,
            receiver: { receiver }, inbox: nil, logger: logger)
        let task = Task { try await worker.run() }
        while try pod.post(post.guid) != nil { await Task.yield() }
        task.cancel()
        try await task.value
    }

    @Test func whatADeletedPostLeftIsRemovedByTheNextProcess() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let comments = try pod.addComments(
            RemovalBudget.transaction.rows + 40, on: post.guid, by: bob)
        try await pod.inbox.accept(
            bob.envelope(pod.retraction(post.guid, by: bob)), from: "192.0.2.1")
        #expect(try await pod.receiver.run() == 1)
        try #require(try pod.rows("SELECT COUNT(*) FROM comment") == ["41"])

        let database = try PodDatabase(path: pod.folder.database.path)
        let receiver = Receiver(
            context: PodContext(
                database: database, settings: pod.settings, clock: pod.clock.pod,
                random: pod.random),
            keys: pod.keys, directory: pod.directory, client: pod.client, random: pod.random,
            logger: pod.logger)
        let worker = InboxWorker(
            database: database, clock: pod.clock.pod, presence: pod.presence,
            receiver: { receiver }, inbox: nil, logger: pod.logger)
        let task = Task { try await worker.run() }
        while try database.read({ try $0.hasDeletedPosts() }) { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(try pod.rows("SELECT COUNT(*) FROM comment") == ["0"])
        let bobID = try #require(try pod.person(bob)?.id)
        try database.read { database in
            let left = try comments.filter {
                try !database.isDeleted($0, .comment, by: bobID)
            }
            #expect(left == [])
        }
    }

    @Test func attack65NoMessageIsTakenWhileAPageIsSuspectedOfADeath() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let (receiver, inbox, logger, gate) = (pod.receiver, pod.inbox, pod.logger, TakeoverGate())
        let worker = InboxWorker(
            database: pod.database, clock: pod.clock.pod, presence: pod.presence,
            receiver: { receiver }, inbox: inbox, gate: gate, logger: logger)
        let post = pod.post("Words", by: bob)
        try await inbox.accept(bob.envelope(.statusMessage(post)), from: "192.0.2.1")
        let task = Task { try await worker.run() }

        for _ in 0..<1_000 { await Task.yield() }
        #expect(try pod.waiting().count == 1)
        gate.open()
        while try pod.post(post.guid) == nil { await Task.yield() }
        task.cancel()
        try await task.value
    }

    @Test func whatKeepsItFromWorkingIsSaidOnceUntilItChanges() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let (receiver, inbox, lines) = (pod.receiver, pod.inbox, LogLines())
        let asked = Mutex(0)
        let worker = InboxWorker(
            database: pod.database, clock: pod.clock.pod, presence: pod.presence,
            receiver: {
                asked.withLock { $0 += 1 }
                return receiver
            }, inbox: inbox, logger: lines.logger)
        func refuse(_ reason: String) throws {
            try pod.damage(
                """
                CREATE TRIGGER refusal BEFORE INSERT ON inboxLease
                BEGIN SELECT RAISE(ABORT, '\(reason)'); END
                """)
        }
        func tryFiveTimes() async {
            let end = asked.withLock { $0 } + 5
            while asked.withLock({ $0 }) < end {
                inbox.signal()
                await Task.yield()
            }
        }
        try refuse("one")
        try await inbox.accept(
            bob.envelope(.statusMessage(pod.post("Words", by: bob))), from: "192.0.2.1")
        let task = Task { try await worker.run() }

        await tryFiveTimes()
        try pod.damage("DROP TRIGGER refusal")
        while try !pod.waiting().isEmpty { await Task.yield() }
        try refuse("two")
        try await inbox.accept(
            bob.envelope(.statusMessage(pod.post("More", by: bob))), from: "192.0.2.1")
        await tryFiveTimes()
        try pod.damage("DROP TRIGGER refusal")
        while try !pod.waiting().isEmpty { await Task.yield() }
        task.cancel()
        try await task.value

        let line = "the inbox could not be worked off error=the database refused the change: "
        let complaints = lines.all.filter { $0.hasPrefix("the inbox") }
        #expect(complaints == [line + "one", line + "two"])
    }

    @Test func whatIsWrittenIsSentWithoutBeingAskedForAndLeasesEndWithTheWorker() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
        let worker = pod.deliveryWorker(of: [pod.dispatcher])
        _ = try pod.publishLimited("For few")
        let task = Task { try await worker.run() }

        while pod.network.arrivals.isEmpty { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(try pod.sent().map(\.summary) == ["one.example bob: status_message by alice"])
        #expect(try pod.rows("SELECT * FROM deliveryLease") == [])
    }

    @Test func attack7ALinkWaitsForNoBackfill() async throws {
        let pod = try FederatedPod()
        let (bob, frank) = (try RemotePerson.bob(), try RemotePerson.frank())
        pod.network.add(frank)
        try await pod.share(pod.alice, with: bob)
        let stream = PodAddress(of: bob.id).stream(person: bob.guid)
        pod.network.answer(stream, .silence)
        let linked = pod.post("The original", by: frank)
        pod.network.answer(
            PodAddress(of: frank.id).fetch("post", linked.guid),
            .document(try frank.envelope(.statusMessage(linked))))
        let worker = FederationWorker(
            check: PodCheck(database: pod.database, client: pod.client, clock: pod.clock.pod),
            backfill: Backfill(receiver: pod.receiver, client: pod.client),
            pruning: Pruning(database: pod.database, clock: pod.clock.pod), logger: pod.logger)
        let task = Task { try await worker.run() }
        while !pod.network.asked.contains(stream) { await Task.yield() }

        let text = "diaspora://\(frank.id)/post/\(linked.guid)"
        try await pod.receive(.statusMessage(pod.post(text, by: bob)), from: bob)
        while try pod.post(linked.guid) == nil { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(try pod.heldReasons() == [])
    }
}
