import Cryptography
import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// The vectors, cut, doubled and peppered at random: what reads messages of strangers may refuse
/// them, and may not crash or hang.
///
/// A fixed number of rounds, or as many seconds as `FUZZ_SECONDS` says.
@Suite struct FederationFuzz {
    private let rounds = FuzzRounds(usual: 1_500)

    @Test func mutatedEnvelopesAreReadOrRefused() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let body = mutation.next(.envelope)
            // Refused or read: what may not happen is anything else.
            guard let envelope = try? MagicEnvelope(parsing: body) else { return true }
            return (try? MagicEnvelope(parsing: envelope.xml)) == envelope
        }
    }

    @Test func mutatedEntitiesAreReadOrRefused() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            guard let entity = try? EntityReader.read(mutation.next(.payload)) else { return true }
            // Unknown elements with one name are signed once, and so written once.
            return (try? EntityReader.read(entity.xml)) == entity && !entity.json.isEmpty
        }
    }

    @Test func mutatedEncryptedBodiesAreReadOrRefused() throws {
        let bob = try TestPerson.named("bob")
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let body = mutation.next(.encrypted)
            guard let encrypted = try? EncryptedMagicEnvelope(parsing: body) else { return true }
            _ = try? encrypted.decrypt(with: bob.key)
            return (try? EncryptedMagicEnvelope(parsing: encrypted.json)) == encrypted
        }
    }

    @Test func mutatedTextsGiveLinksThatCanBeWritten() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let text = String(decoding: mutation.next(.link), as: UTF8.self)
            return EntityLink.all(in: text).allSatisfy {
                EntityLink.all(in: $0.description) == [$0]
            }
        }
    }
}
