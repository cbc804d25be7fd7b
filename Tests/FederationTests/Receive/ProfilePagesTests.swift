import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

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

    @Test func attack70AThousandNamesOfOnePersonAreTwoPlansAnHour() async throws {
        try await say("Robert", at: 1)
        #expect(try site.run().pageCount == 6)

        for number in 2...20 {
            try await say("Bob \(number)", at: number)
            try pod.composer.showDueNames()
            #expect(try site.runIfAsked() == nil)
        }
        #expect(try name() == "Bob 20")
        #expect(try pages(showing: "Robert") == 6)

        pod.clock.advance(3_599)
        try pod.composer.showDueNames()
        #expect(try site.runIfAsked() == nil)
        pod.clock.advance(1)
        // By another process: what waits stands in the database.
        try pod.composer.showDueNames()
        #expect(try site.runIfAsked()?.pageCount == 6)
        #expect(try pages(showing: "Bob 20") == 6 && pages(showing: "Robert") == 0)

        try pod.composer.showDueNames()
        #expect(try site.runIfAsked() == nil)
        try await say("Bob 21", at: 21)
        #expect(try site.runIfAsked() == nil)
        pod.clock.advance(3_600)
        try await say("Bob 22", at: 22)
        #expect(try site.runIfAsked()?.pageCount == 6)
        try pod.composer.showDueNames()
        #expect(try site.runIfAsked() == nil)
    }

    @Test func aClockThatIsSetBackMakesNobodyWait() async throws {
        try await say("Robert", at: 1)
        _ = try site.run()
        try await say("Rob", at: 2)

        pod.clock.advance(-86_400)
        try pod.composer.showDueNames()

        #expect(try site.runIfAsked()?.pageCount == 6)
        pod.clock.advance(-86_400)
        try await say("Bert", at: 3)
        #expect(try site.runIfAsked()?.pageCount == 6)
    }

    @Test func whoAsksForABuildSeesTheNameThatWaits() async throws {
        try await say("Robert", at: 1)
        _ = try site.run()
        try await say("Rob", at: 2)

        try pod.composer.showDueNames(isForAll: true)

        #expect(try site.runIfAsked()?.pageCount == 6)
        #expect(try pages(showing: "Rob<") == 6)
    }

    @Test func aClosedAccountLosesItsNameAtOnce() async throws {
        try await say("Robert", at: 1)
        _ = try site.run()
        try await say("Rob", at: 2)

        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: bob.id)), from: bob)

        #expect(try site.runIfAsked()?.pageCount == 6)
        #expect(try pages(showing: "Robert") == 0)
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

    private func name() throws -> String? {
        try pod.database.read { database in
            try database.person(bob.id).flatMap { try database.profile(personID: $0.id)?.fullName }
        }
    }

    /// How many files of posts have a text in them.
    private func pages(showing text: String) throws -> Int {
        try SitePod.files(of: pod.folder.tree).count { path, data in
            path.hasPrefix("posts/") && (path.hasSuffix(".html") || path.hasSuffix(".atom"))
                && String(decoding: data, as: UTF8.self).contains(text)
        }
    }

    private func say(_ name: String, bio: String? = nil, at second: Int) async throws {
        let profile = Entities.Profile(
            author: bob.id, editedAt: FederatedPod.start.addingTimeInterval(Double(second)),
            firstName: name, bio: bio)
        try await pod.receive(.profile(profile), from: bob)
    }
}
