import Diaspora
import Foundation
import GRDB
import Store
import Testing

@testable import Federation
@testable import PodFixtures

/// A pod at which a fact takes place: Alice has written a post before and shares with Bob and Carol, Zoe with
/// Carol. Bob shares with Alice, and Frank is known.
final class FactStage {
    let pod: FederatedPod
    let bob: RemotePerson
    let carol: RemotePerson
    let frank: RemotePerson
    private var before: DatabaseSnapshot
    private var lastDelivery: Int64 = 0

    init() async throws {
        pod = try FederatedPod()
        before = try DatabaseSnapshot(path: pod.folder.database.path)
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
        try await pod.share(pod.alice, with: bob, carol)
        try await pod.share(pod.zoe, with: carol)
        try await pod.hear(bob, sharesWith: pod.alice)
        try await pod.know(frank)
        try pod.publish("# Older words")
    }

    /// Begins the recording: all that was done before is written, sent and a minute ago.
    func begin() async throws {
        try await pod.introduce()
        pod.network.forget()
        pod.clock.advance(60)
        try pod.writePages()
        before = try DatabaseSnapshot(path: pod.folder.database.path)
        let last = try pod.rows("SELECT COALESCE(MAX(id), 0) FROM delivery").first
        lastDelivery = try #require(last.flatMap { Int64($0) })
    }

    /// Ends the recording, and lists all that was left since it began.
    func recording() throws -> String {
        let after = try DatabaseSnapshot(path: pod.folder.database.path)
        let names = RowNames(before, after)
        let rows = RowChanges(names: names, now: pod.clock.now).lines(from: before, to: after)
        // Before the pages: messages that wait for an event are not told of it once it is planned.
        let messages = try FactMessages(names: names).lines(of: pod, after: lastDelivery)
        let parts = [
            ("Rows", rows),
            ("Pages", try FactPages(names: names).lines(of: pod)),
            ("Messages", messages),
            ("Inbox", try inbox().map(names.replacingGUIDs)),
        ]
        return parts.filter { $0.0 != "Inbox" || !$0.1.isEmpty }.map { title, lines in
            "### \(title)\n\n" + (lines.isEmpty ? ["none"] : lines).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// Lists the messages that were not taken, with the reason.
    private func inbox() throws -> [String] {
        try pod.rows("SELECT state, kind, author, reason FROM inboxEntry ORDER BY id")
    }
}
