import Cryptography
import Foundation
import Testing

@testable import Diaspora

/// Every case of the federation vectors, judged as the pod of `receiver` would.
///
/// The folder is taken from `FEDERATION_VECTORS` when that is set.
@Suite struct VectorTests {
    private let manifest: VectorManifest
    private let people: [DiasporaID: TestPerson]
    private let recipient: TestPerson

    init() throws {
        manifest = try VectorManifest.load()
        people = Dictionary(
            uniqueKeysWithValues: try manifest.keys.values.map {
                let person = try TestPerson($0)
                return (person.id, person)
            })
        recipient = try TestPerson(try #require(manifest.keys["bob"]))
    }

    @Test func vectorsOfEveryVerdictAreThere() {
        #expect(manifest.cases.contains { $0.verdict == "accepted" && $0.kind == "public" })
        #expect(manifest.cases.contains { $0.verdict == "accepted" && $0.kind == "private" })
        #expect(manifest.cases.contains { $0.verdict == "rejected" && $0.kind == "public" })
        #expect(manifest.cases.contains { $0.verdict == "rejected" && $0.kind == "private" })
    }

    @Test func everyAcceptedVectorIsAcceptedWithItsEntity() throws {
        let entities = try VectorManifest.entities()
        for vector in manifest.cases where vector.verdict == "accepted" {
            let message: AuthorizedMessage
            do {
                message = try judge(vector)
            } catch {
                Issue.record("\(vector.file): \(error)")
                continue
            }
            #expect(message.sender.description == vector.sender, "\(vector.file)")
            #expect(message.entity.name == vector.type, "\(vector.file)")
            let json = try JSONSerialization.jsonObject(with: Data(message.entity.json.utf8))
            #expect(json as? NSDictionary == entities[vector.file], "\(vector.file)")
        }
    }

    @Test func everyRejectedVectorIsRejectedForItsReason() throws {
        for vector in manifest.cases where vector.verdict != "accepted" {
            do {
                _ = try judge(vector)
                Issue.record("\(vector.file) was accepted")
            } catch {
                #expect(
                    VectorReason.isTheSame(error, as: vector),
                    "\(vector.file): \(error), not \(vector.error ?? "")")
            }
        }
    }

    @Test func withoutTheKeyOfItsAuthorNothingIsAccepted() throws {
        for vector in manifest.cases where vector.verdict == "accepted" {
            let message = try verify(vector)
            var evidence = evidence(for: message)
            guard !message.requirements.keys.isEmpty else { continue }
            evidence.keys = [:]
            #expect(throws: AuthorizationError.missingKey(message.requirements.keys[0])) {
                try message.authorized(by: evidence)
            }
        }
    }

    private func judge(_ vector: VectorManifest.Case) throws -> AuthorizedMessage {
        let message = try verify(vector)
        return try message.authorized(by: evidence(for: message))
    }

    private func verify(_ vector: VectorManifest.Case) throws -> VerifiedMessage {
        let body = try Array(Data(contentsOf: VectorManifest.folder.appending(path: vector.file)))
        let message =
            vector.kind == "public"
            ? try IncomingMessage(body: body)
            : try IncomingMessage(encryptedBody: body, key: recipient.key)
        let sender = try #require(people[message.sender])
        return try message.verified(with: sender.publicKey)
    }

    private func evidence(for message: VerifiedMessage) -> Evidence {
        let requirements = message.requirements
        var evidence = Evidence()
        for id in requirements.keys { evidence.keys[id] = people[id]?.publicKey }
        if let guid = requirements.related?.guid, let related = manifest.related[guid.string],
            let author = DiasporaID(exactly: related.author)
        {
            evidence.related = RelatedEntity(author: author, isLocal: related.local)
        }
        return evidence
    }
}
