import Diaspora
import Foundation
import Store
import Testing

@testable import Federation
@testable import PodFixtures
@testable import Theming

/// What is taken before anybody looks at it.
@Suite struct InboxTests {
    private func accept(
        _ count: Int, at pod: FederatedPod, from address: String, bytes: Int = 10
    ) async -> [InboxRefusal?] {
        var refusals: [InboxRefusal?] = []
        for number in 0..<count {
            let text = Array("\(address) \(number)".utf8)
            do {
                try await pod.inbox.accept(
                    text + [UInt8](repeating: 60, count: max(0, bytes - text.count)),
                    from: address)
                refusals.append(nil)
            } catch {
                refusals.append(error as? InboxRefusal)
            }
        }
        return refusals
    }

    @Test func attack21OneAddressHoldsItsShareAndOthersGoOn() async throws {
        let pod = try FederatedPod(limits: InboxLimits(entries: 100, share: 0.1, reserve: 0))

        let first = await accept(20, at: pod, from: "192.0.2.1")
        let second = await accept(5, at: pod, from: "192.0.2.2")

        #expect(first.prefix(10).allSatisfy { $0 == nil })
        #expect(first.suffix(10).allSatisfy { $0 == .tooMuchOfOne })
        #expect(second.allSatisfy { $0 == nil })
    }

    @Test func attack21AllAddressesTogetherFillWhatIsNotKeptForKnownOnes() async throws {
        let pod = try FederatedPod(limits: InboxLimits(entries: 40, share: 0.1))

        var refusals: [InboxRefusal?] = []
        for host in 1...35 { refusals += await accept(1, at: pod, from: "192.0.2.\(host)") }

        #expect(refusals.prefix(30).allSatisfy { $0 == nil })
        #expect(refusals.suffix(5).allSatisfy { $0 == .full })
        #expect(try pod.waiting().count == 30)
        try pod.database.write {
            try $0.noteKnownAddress("198.51.100.1", at: FederatedPod.start)
        }
        pod.clock.advance(1)
        #expect(await accept(1, at: pod, from: "198.51.100.1") == [nil])
        #expect(await accept(1, at: pod, from: "198.51.100.2") == [.full])
    }

    @Test func attack64AFewAddressesDoNotFillTheInboxWithBytes() async throws {
        let pod = try FederatedPod(limits: InboxLimits(bytes: 64_000, share: 0.1))

        var taken = 0
        for host in 1...60 {
            for _ in 1...4 {
                let refusals = await accept(1, at: pod, from: "192.0.2.\(host)", bytes: 4_000)
                taken += refusals == [nil] ? 1 : 0
            }
        }

        // A thirteenth of the addresses at once fills nothing, and whoever comes next has room.
        #expect(taken < 12)
        #expect(await accept(1, at: pod, from: "198.51.100.1", bytes: 400) == [nil])
    }

    @Test func attack64PeopleWhomSomebodyHereAddedMakeTheirAddressKnown() async throws {
        let pod = try FederatedPod()
        let (bob, eve) = (try RemotePerson.bob(), try RemotePerson.eve())
        try await pod.share(pod.alice, with: bob)
        try await pod.know(eve)

        for (person, address) in [(bob, "192.0.2.1"), (eve, "192.0.2.2")] {
            try await pod.inbox.accept(
                person.envelope(.statusMessage(pod.post("Words", by: person))), from: address)
        }
        try await pod.work()

        #expect(try pod.database.read { try $0.knownAddresses() } == ["192.0.2.1"])
        pod.clock.advance(31 * 86_400)
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()
        #expect(try pod.database.read { try $0.knownAddresses() } == [])
    }

    @Test func attack21BytesAreCountedToo() async throws {
        let pod = try FederatedPod(limits: InboxLimits(bytes: 10_000, share: 0.5, reserve: 0))

        let refusals = await accept(12, at: pod, from: "192.0.2.1", bytes: 1_000)

        #expect(refusals.prefix(5).allSatisfy { $0 == nil })
        #expect(refusals.suffix(7).allSatisfy { $0 == .tooMuchOfOne })
    }

    @Test func thereIsRoomAgainOnceTheInboxIsWorkedOff() async throws {
        let pod = try FederatedPod(limits: InboxLimits(entries: 10, share: 1, reserve: 0))
        #expect(await accept(11, at: pod, from: "192.0.2.1").last == .full)

        try await pod.work()
        pod.clock.advance(1)

        // Those kept for the podmin do not count.
        #expect(try pod.heldReasons().count == 10)
        #expect(await accept(10, at: pod, from: "192.0.2.1").allSatisfy { $0 == nil })
    }

    @Test func manyAtOnceAreAllOnDiskWhenTheyAreAnswered() async throws {
        let pod = try FederatedPod()
        let inbox = pod.inbox
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<300 {
                group.addTask {
                    try await inbox.accept(Array("\(number)".utf8), from: "192.0.2.1")
                }
            }
        }

        let bodies = Set(try pod.waiting().map { String(decoding: $0.body, as: UTF8.self) })
        #expect(bodies == Set((0..<300).map(String.init)))
    }

    @Test func nobodyHereHasThatGUID() async throws {
        let pod = try FederatedPod()
        let bob = try RemotePerson.bob()
        try await pod.know(bob)

        for guid in [bob.guid, pod.newGUID()] {
            await #expect(throws: InboxRefusal.unknownRecipient) {
                try await pod.inbox.accept([60], for: guid, from: "192.0.2.1")
            }
        }
        #expect(try pod.waiting() == [])
    }

    @Test func aFullDiskRefusesAndIsNotForgotten() async throws {
        let pod = try FederatedPod()
        try pod.damage("ALTER TABLE inboxEntry RENAME TO away")

        await #expect(throws: (any Error).self) {
            try await pod.inbox.accept([60], from: "192.0.2.1")
        }
        try pod.damage("ALTER TABLE away RENAME TO inboxEntry")
        try await pod.inbox.accept([60], from: "192.0.2.1")

        #expect(try pod.waiting().count == 1)
    }
}
