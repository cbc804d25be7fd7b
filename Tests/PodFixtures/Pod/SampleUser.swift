import Cryptography
import Foundation

/// Somebody who has an account at a pod of tests.
struct SampleUser {
    let name: String
    var firstName = ""
    var key: RSAPrivateKey?
    var aspect: String?

    static let alice = SampleUser(name: "alice", firstName: "Alice")

    /// Makes a user with the key of that name in `Fixtures/keys`.
    static func keyed(_ name: String, aspect: String? = nil) throws -> SampleUser {
        SampleUser(
            name: name, firstName: name.capitalized, key: try RemotePerson.key(name),
            aspect: aspect)
    }
}
