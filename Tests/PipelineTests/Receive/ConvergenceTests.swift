import Foundation
import Store
import TestSupport
import Testing

@testable import Pipeline

/// Whatever the order in which messages arrive, and how often, the same is stored in the end.
@Suite struct ConvergenceTests {
    private func pod() async throws -> (pod: FederatedPod, history: SampleHistory) {
        let pod = try FederatedPod()
        try await pod.hear(try .bob(), sharesWith: pod.alice)
        try await pod.know(try .carol())
        return (pod, try SampleHistory(pod: pod))
    }

    @Test(arguments: 1...10)
    func everyOrderLeadsToTheSame(seed: UInt64) async throws {
        let (reference, history) = try await pod()
        for message in history.messages {
            try await reference.receive(
                envelope: message.envelope, for: message.author(of: reference))
        }
        let (pod, other) = try await pod()
        var generator = SeededGenerator(seed: seed)
        var messages =
            other.messages
            + other.messages.filter { _ in
                Bool.random(using: &generator)
            }
        messages.shuffle(using: &generator)

        for message in messages {
            let author = message.author(of: pod)
            try await pod.inbox.accept(
                try pod.body(message.envelope, for: author), for: author?.person.guid,
                from: "192.0.2.1")
            if Int.random(in: 0..<4, using: &generator) == 0 { try await pod.work() }
            pod.clock.advance(Double.random(in: 0...30, using: &generator))
        }
        for _ in 0..<40 {
            try await pod.work()
            pod.clock.advance(3_600)
        }

        let (found, wanted) = (try pod.state(), try reference.state())
        #expect(Set(found).subtracting(wanted) == [], "too much")
        #expect(Set(wanted).subtracting(found) == [], "too little")
        #expect(found.count == wanted.count)
        #expect(try pod.waiting() == [])
    }
}
