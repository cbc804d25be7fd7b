import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures

/// Private keys rest sealed under the pod's secret.
@Suite struct KeyRingTests {
    private let pod: FederatedPod

    init() throws {
        pod = try FederatedPod()
    }

    private func ring(_ secret: String) throws -> KeyRing {
        KeyRing(sealer: try Sealer(secret: Array(secret.utf8), random: pod.random))
    }

    private func stored(_ author: Author) throws -> String {
        try #require(try pod.database.read { try $0.privateKey(personID: author.person.id) })
    }

    @Test func noPrivateKeyCanBeReadInTheDatabase() throws {
        #expect(Sealer.isSealed(try stored(pod.alice)))
        #expect(try !stored(pod.alice).contains("PRIVATE"))
        let pem = try RemotePerson.key("alice").pem.split(separator: "\n")[3]
        try pod.database.checkpoint()
        let file = try Data(contentsOf: pod.folder.database)
        #expect(file.range(of: Data(pem.utf8)) == nil)
    }

    @Test func theKeyIsOpenedWithTheSecretItWasSealedUnder() throws {
        let key = try pod.database.read {
            try ring(String(decoding: FederatedPod.secret, as: UTF8.self))
                .privateKey(of: pod.alice.person, in: $0)
        }
        #expect(try key.pem == RemotePerson.key("alice").pem)
    }

    @Test func anotherSecretIsSaidToBeAnother() throws {
        let error = #expect(throws: KeyRingError.self) {
            try pod.database.read {
                _ = try ring("another secret, which is as long")
                    .privateKey(of: pod.alice.person, in: $0)
            }
        }
        #expect(error == .anotherSecret("alice@home.example"))
        #expect(error?.description.contains("`secret`") == true)
    }

    @Test func aKeyIsOfNobodyElse() throws {
        try pod.database.write {
            try $0.setPrivateKey(try stored(pod.alice), personID: pod.zoe.person.id)
        }

        #expect(throws: KeyRingError.anotherSecret("zoe@home.example")) {
            try pod.database.read { _ = try pod.keys.privateKey(of: pod.zoe.person, in: $0) }
        }
    }

    @Test func keysOfAnEarlierVersionAreSealed() throws {
        let pem = try RemotePerson.key("zoe").pem
        try pod.database.write { try $0.setPrivateKey(pem, personID: pod.zoe.person.id) }
        #expect(
            try pod.database.read { try pod.keys.privateKey(of: pod.zoe.person, in: $0).pem } == pem
        )
        let alices = try stored(pod.alice)

        try pod.keys.sealAll(in: pod.database)
        try pod.keys.sealAll(in: pod.database)

        #expect(Sealer.isSealed(try stored(pod.zoe)))
        #expect(try stored(pod.alice) == alices)
        let fresh = try ring(String(decoding: FederatedPod.secret, as: UTF8.self))
        #expect(
            try pod.database.read { try fresh.privateKey(of: pod.zoe.person, in: $0).pem } == pem)
    }

    @Test func peopleWhoseKeysAreSealedUnderAnotherSecretAreListed() throws {
        let right = try ring(String(decoding: FederatedPod.secret, as: UTF8.self))
        let wrong = try ring("another secret, which is as long")

        #expect(try pod.database.read { try right.unopened(in: $0) } == [])
        #expect(
            try pod.database.read { try wrong.unopened(in: $0) }.contains("alice@home.example"))
    }

    @Test func aMissingOrShortSecretIsNamedWithItsPath() throws {
        let file = pod.temporary.url.appending(path: "secret")
        #expect(throws: KeyRingError.noSecret(path: file.path)) {
            try KeyRing(secret: file, random: pod.random)
        }
        try Data("short".utf8).write(to: file)
        #expect(throws: KeyRingError.noSecret(path: file.path)) {
            try KeyRing(secret: file, random: pod.random)
        }
    }

    @Test func peopleOfOtherPodsHaveNoPrivateKeyHere() async throws {
        let bob = try RemotePerson.bob()
        try await pod.know(bob)
        let person = try #require(try pod.person(bob))

        #expect(throws: KeyRingError.noPrivateKey("bob@one.example")) {
            try pod.database.read { _ = try pod.keys.privateKey(of: person, in: $0) }
        }
    }
}
