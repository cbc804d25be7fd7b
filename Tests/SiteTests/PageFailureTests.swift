import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// A page that cannot be written holds up no other, is known by its reason, and is tried again.
@Suite struct PageFailureTests {
    private let pod: SitePod
    private let files = FileManager.default

    init() throws {
        pod = try SitePod()
        _ = try pod.composer.publish(
            PostContent(text: "# Before\n\nWords #garden"), as: pod.author, for: .everyone)
        _ = try pod.dispatcher.run()
    }

    @Test func aFolderInPlaceOfAPageHoldsUpThatPageAlone() throws {
        let guid = try publish("# After\n\nWords #garden")
        try block("posts/\(guid).html")

        let report = try pod.dispatcher.run()

        let failure = try #require(report.failures.first)
        #expect(report.failures.count == 1)
        #expect("\(failure)".hasPrefix("posts/\(guid).html could not be written: "))
        #expect("\(failure)".contains("move it away"))
        #expect(try pod.dispatcher.failures() == report.failures)
        let differences = try pod.differences()
        #expect(differences.allSatisfy { $0.hasPrefix("posts/\(guid).html") }, "\(differences)")
        #expect(try staged() == [])

        try unblock("posts/\(guid).html")
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.dispatcher.failures() == [])
        #expect(try pod.database.read { try $0.pageDeliveries(limit: 1) } == [])
        #expect(try pod.differences() == [])
    }

    @Test func anEventIsPlannedOnceItsPagesAreWritten() throws {
        let guid = try publish("# After\n\nWords #garden")
        let page = pod.folder.tree.appending(path: "posts/\(guid).html")
        try pod.damage(
            """
            CREATE TRIGGER stop BEFORE DELETE ON outboxEvent
            BEGIN SELECT RAISE(ABORT, 'stopped'); END
            """)

        #expect(throws: StoreError.self) { try pod.dispatcher.run() }
        #expect(files.fileExists(atPath: page.path))
        #expect(
            try pod.database.read { try $0.unplannedEvents(limit: 2) }.map(\.guid) == ["\(guid)"])

        try files.removeItem(at: page)
        try pod.damage("DROP TRIGGER stop")
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
        #expect(try pod.differences() == [])
    }

    @Test func aPageThatFailedIsTriedAgainOnlyWhenAsked() throws {
        let guid = try publish("# After")
        try block("posts/\(guid).html")
        _ = try pod.dispatcher.run()

        #expect(try pod.dispatcher.runIfAsked() == nil)
        #expect(try pod.dispatcher.runIfAsked(isRetrying: true)?.failures.count == 1)
        try unblock("posts/\(guid).html")
        try pod.composer.edit(guid, text: "# After all", as: pod.author)
        #expect(try pod.dispatcher.runIfAsked()?.failures == [])
        #expect(try pod.differences() == [])
    }

    @Test func aPageThatCannotBeRemovedHoldsUpNoOther() throws {
        let guid = try publish("# After")
        _ = try pod.dispatcher.run()
        try files.removeItem(at: pod.folder.tree.appending(path: "posts/\(guid).html"))
        try block("posts/\(guid).html")

        try pod.composer.delete(guid, as: pod.author)
        #expect(try pod.dispatcher.run().failures.count == 1)

        try unblock("posts/\(guid).html")
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.differences() == [])
    }

    @Test func aPictureThatWasLostIsNamed() throws {
        let guid = try publish("# After")
        let name = String(repeating: "a", count: 32) + ".png"
        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            _ = try transaction.insertPhoto(
                guid: GUID(hexadecimal: (7, 7)), authorID: post.authorID, postID: post.id,
                draftID: nil, position: 0, isInline: false, fileName: name, width: 1, height: 1,
                alt: "", isPublic: true,
                versions: [PhotoVersionRecord(name: "", width: 1, height: 1, bytes: 1)],
                createdAt: SitePod.start)
            try transaction.wantPage("photo \(name)", stage: 0, priority: 0)
        }

        let report = try pod.dispatcher.run()

        #expect(report.failures.map(\.page) == ["photo \(name)"])
        let index = pod.folder.tree.appending(path: "index.html")
        #expect(try String(contentsOf: index, encoding: .utf8).contains("After"))
    }

    @Test func aFullBuildOverAStandingTreeWritesTheOtherPages() throws {
        let guid = try publish("# After")
        try block("tags/garden.html")
        pod.settings.podName = "Another name"

        let report = try pod.dispatcher.run()

        #expect(report.failures.map(\.page) == ["tag garden"])
        let post = pod.folder.tree.appending(path: "posts/\(guid).html")
        #expect(try String(contentsOf: post, encoding: .utf8).contains("Another name"))
        let differences = try pod.differences()
        #expect(differences.allSatisfy { $0.hasPrefix("tags/garden.html") }, "\(differences)")

        // The next post is no reason to write everything again.
        _ = try publish("# Later")
        #expect(try pod.dispatcher.run().pageCount < 20)

        try unblock("tags/garden.html")
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.differences() == [])
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func aFullBuildWithAPageThatFailsRemovesWhatNoPageOwns() throws {
        let site = pod.temporary.url.appending(path: "site")
        try files.createDirectory(
            at: site.appending(path: "static"), withIntermediateDirectories: true)
        try Data("# Contact".utf8).write(to: site.appending(path: "contact.md"))
        try Data("x".utf8).write(to: site.appending(path: "static/x.txt"))
        pod.settings.siteFolders = [site]
        _ = try pod.dispatcher.run()
        try block("tags/garden.html")
        try files.removeItem(at: site.appending(path: "contact.md"))
        try files.moveItem(
            at: site.appending(path: "static/x.txt"), to: site.appending(path: "static/y.txt"))

        #expect(try pod.dispatcher.run().failures.count == 1)

        let differences = try pod.differences()
        #expect(differences.allSatisfy { $0.hasPrefix("tags/garden.html") }, "\(differences)")
    }

    private func publish(_ text: String) throws -> GUID {
        try pod.composer.publish(
            PostContent(text: text), as: pod.author, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(60))
    }

    private func block(_ path: String) throws {
        let file = pod.folder.tree.appending(path: path)
        if files.fileExists(atPath: file.path) { try files.removeItem(at: file) }
        try files.createDirectory(
            at: file.appending(path: "inside"), withIntermediateDirectories: true)
    }

    private func unblock(_ path: String) throws {
        try files.removeItem(at: pod.folder.tree.appending(path: path))
    }

    private func staged() throws -> [String] {
        try files.contentsOfDirectory(atPath: pod.folder.tree.appending(path: ".new").path)
    }
}
