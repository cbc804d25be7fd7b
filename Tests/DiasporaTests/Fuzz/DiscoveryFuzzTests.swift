import Foundation
import Testing

@testable import Diaspora

/// The documents of discovery, mutated as the bodies of messages are.
@Suite struct DiscoveryFuzz {
    private let rounds = FuzzRounds(usual: 1_000)

    @Test func mutatedWebFingerDocumentsAreBelievedOrRefused() throws {
        let id = try #require(DiasporaID("alice@pod.example"))
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let document = Data(mutation.next(.webFinger))
            guard let finger = try? WebFinger(reading: document, for: id) else { return true }
            // Whatever stands there, it leads to the pod that the ID names.
            return finger.pod.isPod(of: id)
                && PodAddress(url: finger.hCardURL)?.isPod(of: id) == true
        }
    }

    @Test func mutatedCardsAreBelievedOrRefused() throws {
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            guard let card = try? HCard(reading: Data(mutation.next(.hCard)), at: pod) else {
                return true
            }
            return card.firstName.unicodeScalars.count <= 32
                && card.lastName.unicodeScalars.count <= 32 && !card.publicKey.isEmpty
        }
    }

    @Test func mutatedDescriptionsOfPodsAreReadOrRefused() throws {
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            _ = try? NodeInfo(reading: Data(mutation.next(.nodeInfo)))
            let links = try? NodeInfoLinks(
                reading: Data(mutation.next(.nodeInfoLinks)), at: pod)
            guard let best = links?.best else { return true }
            return PodAddress(url: best)?.isSamePod(as: pod) == true
        }
    }

    @Test func mutatedStreamsAreReadOrRefused() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            guard let stream = try? PersonStream(reading: Data(mutation.next(.stream))) else {
                return true
            }
            return stream.posts.count <= PersonStream.maximumPosts
        }
    }
}
