import Cryptography
import Diaspora
import Foundation
import GRDB
import Logging
import Store
import TestSupport
import Testing

@testable import Pipeline

/// A pod at `home.example` with Alice and Zoe, other pods around it, a clock that the test moves and a
/// seeded generator. Nothing happens by itself.
final class FederatedPod {
    static let start = Date(seconds: 1_767_225_600)  // 1 January 2026

    let temporary: TemporaryFolder
    let folder: PodFolder
    let database: PodDatabase
    let settings: SiteSettings
    let random: SeededRandomBytes
    let clock = MovableClock(start)
    let network = FakeNetwork()
    let keys: KeyRing
    let client: FederationClient
    let directory: PersonDirectory
    let inbox: Inbox
    let dispatcher: FederationDispatcher
    let presence: WorkerPresence
    let alice: Author
    let zoe: Author
    /// What strangers may leave.
    var quota = StrangerQuota()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static let secret = Array("a secret of tests, long enough".utf8)

    init(seed: UInt64 = 1, limits: InboxLimits = InboxLimits(share: 1)) throws {
        temporary = try TemporaryFolder()
        folder = PodFolder(temporary.url)
        database = try PodDatabase.create(path: folder.database.path)
        settings = Self.settings()
        random = SeededRandomBytes(seed: seed)
        keys = KeyRing(sealer: try Sealer(secret: Self.secret, random: random))
        client = FederationClient(transport: network, blocks: PodBlocks(database: database))
        directory = PersonDirectory(
            database: database, client: client, clock: clock.pod, logger: logger)
        inbox = Inbox(database: database, limits: limits, clock: clock.pod)
        try database.write { transaction in
            try transaction.insertPod(url: Self.settings().url, createdAt: Self.start)
        }
        presence = try WorkerPresence(folder: folder, database: database, clock: clock.pod)
        alice = try Self.addUser("alice", database: database, keys: keys, random: random)
        zoe = try Self.addUser("zoe", database: database, keys: keys, random: random)
        dispatcher = FederationDispatcher(
            composer: Composer(
                database: database, settings: settings, clock: clock.pod, random: random),
            keys: keys, directory: directory, transport: network, isSecure: true, random: random,
            presence: presence, logger: logger)
    }

    var composer: Composer {
        Composer(database: database, settings: settings, clock: clock.pod, random: random)
    }

    var receiver: Receiver {
        var receiver = Receiver(
            composer: composer, keys: keys, directory: directory, client: client, random: random,
            logger: logger)
        // No pod here is slow, however busy the machine is.
        receiver.patience = .seconds(3_600)
        receiver.quota = quota
        receiver.presence = presence
        return receiver
    }

    var accounts: Accounts {
        Accounts(
            database: database, settings: settings, clock: clock.pod, random: random, keyRing: keys)
    }

    /// Another process of the same pod.
    func otherDispatcher() throws -> FederationDispatcher {
        FederationDispatcher(
            composer: composer, keys: keys, directory: directory, transport: network,
            isSecure: true, random: random, presence: try worker(), logger: logger)
    }

    func waits() -> WaitBound { WaitBound(database: database, clock: clock.pod) }

    /// Another process among the workers, which dies when it is let go of.
    func worker() throws -> WorkerPresence {
        try WorkerPresence(folder: folder, database: database, clock: clock.pod)
    }

    private static func settings() -> SiteSettings {
        SiteSettings(
            url: "https://home.example/", podName: "Home", theme: "default", language: "en",
            timeZone: .gmt, podminEmail: "", sourceURL: "", hasTerms: true, isOpen: true,
            description: "", themeFolders: [Repository.root.appending(path: "themes")],
            siteFolders: [Repository.root.appending(path: "site")], publishesPostCount: false,
            publishesUserCount: false)
    }

    private static func addUser(
        _ name: String, database: PodDatabase, keys: KeyRing, random: SeededRandomBytes
    ) throws -> Author {
        let id = try #require(DiasporaID("\(name)@home.example"))
        let key = try RemotePerson.key(name)
        return try database.write { transaction in
            let personID = try transaction.insertPerson(
                guid: GUID(hexadecimal: (random.integer(), random.integer())), diasporaID: id,
                kind: .local, createdAt: start)
            try transaction.insertKey(
                personID: personID, publicKey: try key.publicKey.pem,
                privateKey: try keys.sealed(key, of: id), createdAt: start)
            var profile = Profile()
            profile.firstName = name.capitalized
            try transaction.setProfile(profile, personID: personID, updatedAt: start)
            let userID = try transaction.insertUser(
                personID: personID, username: name, email: nil, passwordHash: "", createdAt: start)
            _ = try transaction.insertAspect(name: "Friends", userID: userID)
            return try Author.find(name, in: transaction.reading)
        }
    }

    func newGUID() -> GUID { GUID(hexadecimal: (random.integer(), random.integer())) }

    /// What the database says, behind the pod's back: a row a text, values with spaces between.
    func rows(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: folder.database.path).read { connection in
            try Row.fetchAll(connection, sql: sql).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
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

    /// Changes the database behind the pod's back.
    func damage(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.write { try $0.execute(sql: sql) }
    }
}
