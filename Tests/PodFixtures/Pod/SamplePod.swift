import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Site

/// A pod in a temporary folder, with a clock that the test moves and a seeded generator. Nothing happens by
/// itself.
struct SamplePod {
    static let secret = Array("a secret of tests, long enough".utf8)

    let temporary: TemporaryFolder
    let folder: PodFolder
    let database: PodDatabase
    var settings: SiteSettings
    let random: SeededRandomBytes
    let clock = MovableClock()
    let keys: KeyRing

    /// - Parameter path: Of the pod's folder in the temporary one; nil if they are the same.
    init(_ settings: SiteSettings, seed: UInt64, in path: String? = nil) throws {
        self.settings = settings
        let temporary = try TemporaryFolder()
        self.temporary = temporary
        folder = PodFolder(path.map { temporary.url.appending(path: $0) } ?? temporary.url)
        try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
        database = try PodDatabase.create(path: folder.database.path)
        random = SeededRandomBytes(seed: seed)
        keys = KeyRing(sealer: try Sealer(secret: Self.secret, random: random))
        try database.write { transaction in
            try transaction.insertPod(url: settings.url, createdAt: MovableClock.start)
        }
    }

    var context: PodContext {
        PodContext(database: database, settings: settings, clock: clock.pod, random: random)
    }

    var composer: Composer { Composer(context) }

    var site: SiteDispatcher {
        SiteDispatcher(database: database, folder: folder, settings: settings, clock: clock.pod)
    }

    var accounts: Accounts {
        Accounts(context, keyRing: keys)
    }

    func newGUID() -> GUID { GUID(hexadecimal: (random.integer(), random.integer())) }

    /// Inserts somebody with an account here.
    func add(_ user: SampleUser, guid: GUID? = nil) throws -> Author {
        let guid = guid ?? newGUID()
        let id = try #require(DiasporaID("\(user.name)@\(settings.authority)"))
        let keyPair = try user.key.map {
            (public: try $0.publicKey.pem, private: try keys.sealed($0, of: id))
        }
        return try database.write { transaction in
            let personID = try transaction.insertPerson(
                guid: guid, diasporaID: id, kind: .local, createdAt: MovableClock.start)
            if let keyPair {
                try transaction.insertKey(
                    personID: personID, publicKey: keyPair.public, privateKey: keyPair.private,
                    createdAt: MovableClock.start)
            }
            var profile = Profile()
            profile.firstName = user.firstName
            try transaction.setProfile(profile, personID: personID, updatedAt: MovableClock.start)
            let userID = try transaction.insertUser(
                personID: personID, username: user.name, email: nil, passwordHash: "",
                createdAt: MovableClock.start)
            if let aspect = user.aspect {
                _ = try transaction.insertAspect(name: aspect, userID: userID)
            }
            return try Author.find(user.name, in: transaction.reading)
        }
    }
}
