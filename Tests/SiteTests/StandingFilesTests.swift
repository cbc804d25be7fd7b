import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// The files that must stand in a tree are those that a build writes.
@Suite struct StandingFilesTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    private func publish(_ text: String) throws -> GUID {
        try pod.composer.publish(
            PostContent(text: text), as: pod.author, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(60))
    }

    /// Nothing where nothing is expected.
    private func missing() throws -> [String] {
        try #require(try pod.dispatcher.standingFiles()).filter {
            !FileManager.default.fileExists(atPath: "\(pod.folder.tree.path)/\($0)")
        }
    }

    @Test func nothingIsExpectedOfAPodThatWasNeverBuilt() throws {
        #expect(try !pod.dispatcher.wasBuilt())
        #expect(try pod.dispatcher.standingFiles() == nil)
    }

    @Test func everyFileStandsAfterABuildAndOneThatIsRemovedIsMissed() throws {
        _ = try publish("# One\n\nWords #tagged")
        _ = try pod.dispatcher.run()
        #expect(try pod.dispatcher.wasBuilt())
        let complete = try missing()
        #expect(complete == [])

        try FileManager.default.removeItem(at: pod.folder.tree.appending(path: "tags.html"))

        let without = try missing()
        #expect(without == ["tags.html"])
    }

    @Test func nothingIsExpectedWhilePagesWait() throws {
        _ = try pod.dispatcher.run()
        _ = try publish("# Two\n\nMore words")

        #expect(try pod.dispatcher.standingFiles() == nil)
    }
}
