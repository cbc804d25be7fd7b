import Diaspora
import Foundation
import Store
import Testing

@testable import Federation
@testable import PodFixtures
@testable import Workers

/// Messages of which processes die, and leases of those that died or live. Attack 65.
@Suite struct FatalMessageTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.hear(bob, sharesWith: pod.alice)
    }

    private func worker() throws -> WorkerPresence { try pod.worker() }

    private func accept(_ count: Int) async throws {
        for number in 0..<count {
            try await pod.inbox.accept(
                bob.envelope(.statusMessage(pod.post("Post \(number)", by: bob))),
                from: "192.0.2.1")
        }
    }

    private func lease(_ limit: Int, by worker: WorkerPresence) throws -> [Int64] {
        try pod.database.write { transaction in
            try transaction.leaseInboxEntries(limit: limit, at: pod.clock.now, by: worker.id)
        }.map(\.id)
    }

    /// Works as a process does that one message ends: stores what it takes alone, until it takes that one.
    ///
    /// - Returns: Whether it died.
    private func dies(of fatal: Int64) async throws -> Bool {
        let worker = try worker()
        _ = try worker.removeDead()
        while let entry = try pod.database.write({
            try $0.leaseInboxEntryAlone(by: worker.id)
        }) {
            if entry.id == fatal { return true }
            try pod.database.write { try $0.releaseInboxLeases(ids: [entry.id]) }
            try await takeAlone(entry, by: worker)
        }
        try worker.end()
        return false
    }

    private func takeAlone(_ entry: InboxEntry, by worker: WorkerPresence) async throws {
        var receiver = pod.receiver
        receiver.presence = worker
        #expect(try await receiver.takeAlone() == entry.id)
    }

    @Test func attack65WhatEndsTheProgramIsTakenAloneThriceAndSetAside() async throws {
        try await accept(256)
        let fatal: Int64
        do {
            let worker = try worker()
            fatal = try lease(256, by: worker)[100]
        }

        for _ in 1...3 { #expect(try await dies(of: fatal)) }
        #expect(try await !dies(of: fatal))

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["255"])
        #expect(try pod.rows("SELECT id, state FROM inboxEntry") == ["\(fatal) held"])
        #expect(try pod.database.read { try $0.fatalInboxEntries() } == [fatal])
        #expect(try pod.heldReasons().first?.contains("3 times") == true)
    }

    @Test func attack65WhatWasTakenWithOthersIsNotBlamed() async throws {
        try await accept(5)
        for _ in 0..<5 {
            let worker = try worker()
            _ = try worker.removeDead()
            _ = try lease(5, by: worker)
        }

        try pod.presence.removeDead().forEach { #expect($0.heldEntryIDs == []) }
        // A few at a time, so that what is new gets its turn.
        var taken = 0
        while case let count = try await pod.receiver.run(), count > 0 { taken += count }
        #expect(taken == 5)

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["5"])
        #expect(try pod.rows("SELECT * FROM inboxLease") == [])
    }

    @Test func attack65AnOrderlyEndCountsForNothing() async throws {
        try await accept(1)
        do { _ = try lease(1, by: worker()) }
        for _ in 0..<5 {
            let worker = try worker()
            _ = try worker.removeDead()
            let entry = try pod.database.write { try $0.leaseInboxEntryAlone(by: worker.id) }
            #expect(entry != nil)
            try worker.end()
        }

        #expect(try await pod.receiver.run() == 1)
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["1"])
    }

    @Test func attack65ThePodminMayLetItBeTriedAgainAndItIsTakenAlone() async throws {
        try await accept(2)
        let fatal: Int64
        do { fatal = try lease(2, by: worker())[1] }
        for _ in 1...3 { #expect(try await dies(of: fatal)) }
        _ = try pod.presence.removeDead()

        try pod.database.write { try $0.retryInboxEntry(id: fatal) }

        #expect(try pod.database.read { try $0.fatalInboxEntries() } == [])
        #expect(try lease(10, by: pod.presence) == [])
        #expect(try await pod.receiver.takeAlone() == fatal)
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["2"])
        #expect(try pod.rows("SELECT * FROM inboxEntry") == [])
    }

    @Test func whatIsNewIsTakenBeforeWhatTheDeadHadTaken() async throws {
        try await accept(2)
        do { _ = try lease(2, by: worker()) }
        _ = try pod.presence.removeDead()
        try await pod.inbox.accept(
            bob.envelope(.statusMessage(pod.post("New", by: bob))), from: "192.0.2.1")

        #expect(try await pod.receiver.run() == 3)

        #expect(try pod.rows("SELECT text FROM post ORDER BY id") == ["New", "Post 0", "Post 1"])
    }

    @Test func livingWorkersLeaveEachOtherWhatTheyTookWhateverTheClockSays() async throws {
        try await accept(4)
        let other = try worker()
        #expect(try lease(2, by: other).count == 2)
        for step in [400.0, 86_400, -900_000] {
            pod.clock.advance(step)
            #expect(try pod.presence.removeDead() == [])
        }

        #expect(try lease(10, by: pod.presence).count == 2)
        try other.end()
        #expect(try lease(10, by: pod.presence).count == 2)
    }

    @Test func whatTheDeadHadTakenIsTakenAtOnceEvenIfTheClockWasSetBack() async throws {
        try await accept(3)
        do { _ = try lease(3, by: worker()) }
        pod.clock.advance(-900_000)

        #expect(try pod.presence.removeDead().map(\.entryCount) == [3])
        #expect(try await pod.receiver.run() == 3)

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["3"])
    }

    @Test func whatCouldNotBeGivenBackIsTakenAgainByTheSameWorker() async throws {
        try await accept(1)
        try pod.fillDisk(when: "DELETE ON inboxLease")
        await #expect(throws: (any Error).self) { try await pod.receiver.run() }
        try pod.emptyDisk()

        #expect(try await pod.receiver.run() == 1)
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["1"])
    }
}
