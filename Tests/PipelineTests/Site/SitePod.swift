import Cryptography
import Diaspora
import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Pipeline

/// A pod in a temporary folder, with one writer, a clock that a test moves and a seeded generator.
final class SitePod {
    let temporary: TemporaryFolder
    let folder: PodFolder
    let database: PodDatabase
    var settings: SiteSettings
    let random: SeededRandomBytes
    let author: Author
    let clock: PodClock

    static let repository = Repository.root
    static let start = Date(seconds: 1_767_225_600)  // 1 January 2026

    init(seed: UInt64 = 1) throws {
        temporary = try TemporaryFolder()
        folder = PodFolder(temporary.url)
        database = try PodDatabase.create(path: folder.database.path)
        random = SeededRandomBytes(seed: seed)
        clock = PodClock { Self.start }
        settings = Self.settings()
        let guid = GUID(hexadecimal: (random.integer(), random.integer()))
        author = try database.write { transaction in
            try transaction.insertPod(url: "http://localhost:3000/", createdAt: Self.start)
            let id = try #require(DiasporaID("alice@localhost:3000"))
            let personID = try transaction.insertPerson(
                guid: guid, diasporaID: id, kind: .local, createdAt: Self.start)
            var profile = Profile()
            profile.firstName = "Alice"
            try transaction.setProfile(profile, personID: personID, updatedAt: Self.start)
            let userID = try transaction.insertUser(
                personID: personID, username: "alice", email: nil, passwordHash: "",
                createdAt: Self.start)
            _ = try transaction.insertAspect(name: "Family", userID: userID)
            return try Author.find("alice", in: transaction.reading)
        }
    }

    var composer: Composer {
        Composer(database: database, settings: settings, clock: clock, random: random)
    }

    var dispatcher: SiteDispatcher {
        SiteDispatcher(database: database, folder: folder, settings: settings, clock: clock)
    }

    var keyRing: KeyRing {
        get throws {
            KeyRing(sealer: try Sealer(secret: Array("a secret of tests".utf8), random: random))
        }
    }

    func accounts() throws -> Accounts {
        Accounts(
            database: database, settings: settings, clock: clock, random: random,
            keyRing: try keyRing)
    }

    /// Changes the database behind the pod's back.
    func damage(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.write { try $0.execute(sql: sql) }
    }

    /// What the database says, behind the pod's back: a row a text, values with spaces between.
    func rows(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: folder.database.path).read { connection in
            try Row.fetchAll(connection, sql: sql).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
    }

    /// Changes the database behind the pod's back.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: folder.database.path).write { try $0.execute(sql: sql) }
    }

    static func settings() -> SiteSettings {
        SiteSettings(
            url: "http://localhost:3000/", podName: "Sample", theme: "default", language: "en",
            timeZone: .gmt, podminEmail: "", sourceURL: "", hasTerms: true, isOpen: true,
            description: "", themeFolders: [Repository.root.appending(path: "themes")],
            siteFolders: [Repository.root.appending(path: "site")], publishesPostCount: false,
            publishesUserCount: false)
    }

    /// Every file of a tree with its bytes.
    static func files(of tree: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let prefix = tree.standardizedFileURL.path + "/"
        let walk = FileManager.default.enumerator(
            at: tree, includingPropertiesForKeys: [.isRegularFileKey])
        while let file = walk?.nextObject() as? URL {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                continue
            }
            files[String(file.standardizedFileURL.path.dropFirst(prefix.count))] =
                try Data(contentsOf: file)
        }
        return files
    }

    private var check: TreeCheck {
        TreeCheck(
            dispatcher: dispatcher, tree: folder.tree, address: "http://localhost:3000",
            room: temporary.url)
    }

    /// What differs between the pod's tree and a clean build, in words.
    func differences() throws -> [String] { try check.differences() }

    /// Links in pages and feeds to this pod that no file of the tree answers.
    func deadLinks() throws -> [String] { try check.deadLinks() }
}
