import Cryptography

/// Somebody who has an account at a pod of tests.
struct SampleUser {
    let name: String
    var firstName = ""
    var key: RSAPrivateKey?
    var aspect: String?

    static let alice = SampleUser(name: "alice", firstName: "Alice")
}
