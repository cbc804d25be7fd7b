import Cryptography
import Diaspora
import Foundation
import Logging
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import Outbox
@testable import Workers

/// A pod at `home.example` with Alice and Zoe, and other pods around it.
final class FederatedPod: PodFixture {
    let base: SamplePod
    let network = FakeNetwork()
    let client: FederationClient
    let directory: PersonDirectory
    let inbox: Inbox
    let dispatcher: DeliveryDispatcher<FederationChannel>
    let presence: WorkerPresence
    let alice: Author
    let zoe: Author
    /// What strangers may leave.
    var quota = StrangerQuota()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init(seed: UInt64 = 1, limits: InboxLimits = InboxLimits(share: 1)) throws {
        let base = try SamplePod(
            .sample(url: "https://home.example/", podName: "Home"), seed: seed)
        self.base = base
        client = FederationClient(transport: network, blocks: PodBlocks(database: base.database))
        directory = PersonDirectory(
            database: base.database, client: client, clock: base.clock.pod, logger: logger)
        inbox = Inbox(database: base.database, limits: limits, clock: base.clock.pod)
        presence = try WorkerPresence(
            folder: base.folder, database: base.database, clock: base.clock.pod)
        alice = try base.add(.keyed("alice", aspect: "Friends"))
        zoe = try base.add(.keyed("zoe", aspect: "Friends"))
        dispatcher = DeliveryDispatcher(
            FederationChannel(
                context: base.context, keys: base.keys, directory: directory,
                transport: network, isSecure: true, random: base.random, logger: logger),
            database: base.database, clock: base.clock.pod, random: base.random,
            presence: presence, logger: logger)
    }

    var receiver: Receiver {
        var receiver = Receiver(
            context: context, keys: keys, directory: directory, client: client, random: random,
            logger: logger)
        // No pod here is slow, however busy the machine is.
        receiver.timeout = .seconds(3_600)
        receiver.quota = quota
        receiver.presence = presence
        return receiver
    }

    /// Another process of the same pod.
    func otherDispatcher() throws -> DeliveryDispatcher<FederationChannel> {
        try dispatcher(of: dispatcher.channel, by: worker())
    }

    /// A dispatcher of any channel.
    func dispatcher<Channel: DeliveryChannel>(
        of channel: Channel, by presence: WorkerPresence? = nil
    ) -> DeliveryDispatcher<Channel> {
        DeliveryDispatcher(
            channel, database: database, clock: clock.pod, random: random,
            presence: presence ?? self.presence, logger: logger)
    }

    var leases: DeliveryLeases { DeliveryLeases(database: database, presence: presence) }

    func deliveryWorker(of dispatchers: [any Dispatching]) -> DeliveryWorker {
        DeliveryWorker(
            dispatchers: dispatchers, leases: leases, waits: waits(),
            watch: DatabaseWatch(path: folder.database.path), logger: logger)
    }

    func waits() -> WaitBound { WaitBound(database: database, clock: clock.pod) }

    /// Another process among the workers, which dies when it is let go of.
    func worker() throws -> WorkerPresence {
        try WorkerPresence(folder: folder, database: database, clock: clock.pod)
    }

    /// Lets such changes find the disk full, as a table without room for another number does.
    func fillDisk(when change: String) throws {
        try damage(
            """
            CREATE TABLE spent (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER);
            INSERT INTO spent VALUES (\(Int64.max), 0);
            CREATE TRIGGER full BEFORE \(change)
            BEGIN INSERT INTO spent (at) VALUES (0); END
            """)
    }

    func emptyDisk() throws { try damage("DROP TRIGGER full") }
}
