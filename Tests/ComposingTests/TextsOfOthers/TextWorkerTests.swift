import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming
@testable import Workers

/// The service that renders texts in the background.
@Suite(.timeLimit(.minutes(20))) struct TextWorkerTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try RemotePerson.bob()
        try await pod.share(pod.alice, with: bob)
    }

    private func worker(_ presence: WorkerPresence, _ lines: LogLines? = nil) -> TextWorker {
        TextWorker(
            backlog: TextBacklog(
                database: pod.database, settings: pod.settings, clock: pod.clock.pod,
                strangers: nil, logger: pod.logger),
            database: pod.database, clock: pod.clock.pod, presence: presence,
            logger: lines?.logger ?? pod.logger)
    }

    private func html() throws -> [String] { try pod.rows("SELECT html FROM rendering") }

    @Test func whatWasReceivedIsRenderedWithoutBeingAskedFor() async throws {
        let worker = worker(pod.presence)
        let task = Task { try await worker.run() }

        try await pod.receive(.statusMessage(pod.post("*Words*", by: bob)), from: bob)
        while try html().isEmpty { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(try html() == ["<p><em>Words</em></p>\n"])
    }

    @Test func attack21WhileMessagesWaitItTakesItsTurn() async throws {
        try await pod.receive(.statusMessage(pod.post("first", by: bob)), from: bob)
        let worker = worker(pod.presence)
        #expect(worker.renderNext() == .alone)
        while worker.renderNext() != .idle {}

        try await pod.receive(.statusMessage(pod.post("second", by: bob)), from: bob)
        try await pod.inbox.accept(
            bob.envelope(.statusMessage(pod.post("third", by: bob))), from: "192.0.2.1")

        #expect(worker.renderNext() == .besideReceiving)
        #expect(try html().count == 2)
    }

    @Test func messagesThatAreBeingWorkedOnCountAsReceiving() async throws {
        try await pod.receive(.statusMessage(pod.post("first", by: bob)), from: bob)
        try await pod.inbox.accept(
            bob.envelope(.statusMessage(pod.post("second", by: bob))), from: "192.0.2.1")
        try pod.damage(
            """
            INSERT INTO inboxLease (entryID, workerID)
            SELECT id, (SELECT MIN(id) FROM worker) FROM inboxEntry
            """)

        #expect(worker(pod.presence).renderNext() == .besideReceiving)
    }

    @Test func ofSeveralProcessesTheFirstOneRenders() async throws {
        try await pod.receive(.statusMessage(pod.post("words", by: bob)), from: bob)
        let presence = try pod.worker()

        #expect(worker(presence).renderNext() == .idle)
        #expect(try html() == [])
        try pod.presence.end()
        #expect(worker(presence).renderNext() == .alone)
        #expect(try html().count == 1)
    }

    @Test func whatKeepsItFromWorkingIsSaidOnce() async throws {
        try await pod.receive(.statusMessage(pod.post("words", by: bob)), from: bob)
        try pod.damage(
            """
            CREATE TRIGGER refusal BEFORE INSERT ON rendering
            BEGIN SELECT RAISE(ABORT, 'no'); END
            """)
        let lines = LogLines()
        let worker = worker(pod.presence, lines)

        #expect(worker.renderNext() == .failed && worker.renderNext() == .failed)

        #expect(lines.all.count == 1)
        try pod.damage("DROP TRIGGER refusal")
        #expect(worker.renderNext() == .alone)
        #expect(try html() == ["<p>words</p>\n"])
    }
}
