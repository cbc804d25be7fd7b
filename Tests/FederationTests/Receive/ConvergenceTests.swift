import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// Whatever the order in which messages arrive, and how often, the same is stored in the end.
@Suite struct ConvergenceTests {
    private func pod() async throws -> (pod: FederatedPod, history: SampleHistory) {
        let pod = try FederatedPod()
        try await pod.hear(try .bob(), sharesWith: pod.alice)
        // What strangers refer to is not waited for as long.
        try await pod.share(pod.alice, with: try .bob(), try .carol())
        return (pod, try SampleHistory(pod: pod))
    }

    /// Lets all that is tried again come to its end.
    private func settle(_ pod: FederatedPod) async throws {
        for _ in 0..<40 {
            try await pod.work()
            pod.clock.advance(3_600)
        }
        #expect(try pod.waiting() == [])
    }

    /// Half of the seeds leave some messages out, so that others wait for them in vain.
    @Test(arguments: 1...16)
    func everyOrderLeadsToTheSame(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let (reference, history) = try await pod()
        let isWhole = seed.isMultiple(of: 2)
        let kept = history.messages.indices.filter { _ in
            isWhole || Int.random(in: 0..<5, using: &generator) > 0
        }
        for message in kept.map({ history.messages[$0] }) {
            try await reference.receive(
                envelope: message.envelope, for: message.author(of: reference))
        }
        try await settle(reference)
        let (pod, other) = try await pod()
        var messages = kept.map { other.messages[$0] }
        messages += messages.filter { _ in Bool.random(using: &generator) }
        messages.shuffle(using: &generator)

        for message in messages {
            let author = message.author(of: pod)
            try await pod.inbox.accept(
                try pod.body(message.envelope, for: author), for: author?.person.guid,
                from: "192.0.2.1")
            if Int.random(in: 0..<4, using: &generator) == 0 { try await pod.work() }
            pod.clock.advance(Double.random(in: 0...30, using: &generator))
        }
        try await settle(pod)

        let (found, wanted) = (try pod.state(), try reference.state())
        #expect(Set(found).subtracting(wanted) == [], "too much")
        #expect(Set(wanted).subtracting(found) == [], "too little")
        #expect(found.count == wanted.count)
    }
}
