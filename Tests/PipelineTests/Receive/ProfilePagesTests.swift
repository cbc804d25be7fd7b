import Diaspora
import Foundation
import Store
import Testing

@testable import Pipeline

/// Attack 70: what people of other pods say of themselves touches the pages that show it, if it differs.
@Suite struct ProfilePagesTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.share(pod.alice, with: bob)
        try await say("Bob", at: 0)
        for number in 1...3 {
            let guid = try pod.publish("Words \(number)")
            try await pod.receive(
                .comment(try pod.comment("Yes", on: guid, by: bob)), from: bob)
        }
        _ = try site.run()
    }

    @Test func attack70TheSameProfileManyTimesRendersNothing() async throws {
        for number in 1...30 { try await say("Bob", at: number) }

        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
        #expect(try site.run().pageCount == 0)
    }

    @Test func anotherBioRendersNothing() async throws {
        try await say("Bob", bio: "Likes gardens", at: 1)

        #expect(try site.run().pageCount == 0)
    }

    @Test func attack70ManyNamesInARowAreOnePlan() async throws {
        for number in 1...10 { try await say("Bob \(number)", at: number) }

        // Three posts and their feeds of comments.
        #expect(try site.run().pageCount == 6)
        #expect(try site.run().pageCount == 0)
    }

    @Test func whoNobodyHeardRendersNothing() async throws {
        let carol = try RemotePerson.carol()
        try await pod.share(pod.alice, with: carol)

        try await pod.receive(
            .profile(Entities.Profile(author: carol.id, firstName: "Caroline")), from: carol)

        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
    }

    private var site: SiteDispatcher {
        SiteDispatcher(
            database: pod.database, folder: pod.folder, settings: pod.settings,
            clock: pod.clock.pod)
    }

    private func say(_ name: String, bio: String? = nil, at second: Int) async throws {
        let profile = Entities.Profile(
            author: bob.id, editedAt: FederatedPod.start.addingTimeInterval(Double(second)),
            firstName: name, bio: bio)
        try await pod.receive(.profile(profile), from: bob)
    }
}
