import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// The documents of the tree by which other pods find people: read as those pods read them.
@Suite struct FederationDocumentTests {
    private let pod: SitePod
    private let address: PodAddress

    init() throws {
        pod = try SitePod()
        try pod.giveKey(to: pod.author)
        address = try #require(PodAddress(url: pod.settings.url))
    }

    @Test func everyoneHasAnHCardWithTheirKey() throws {
        _ = try pod.dispatcher.run()

        let card = try hCard(of: pod.author)
        #expect(card.guid == pod.author.person.guid)
        #expect(card.nickname == "alice" && card.firstName == "Alice" && card.lastName == "")
        #expect(card.isSearchable)
        #expect(card.publicKey == (try SitePod.publicKey()))
        #expect(card.photos.large == "http://localhost:3000/assets/user/default.png")
    }

    @Test func whoHasNoKeyHasNoHCard() throws {
        let bob = try pod.addUser("bob")
        _ = try pod.dispatcher.run()

        #expect(!exists("hcard/users/\(bob.person.guid)"))
        #expect(exists("people/\(bob.person.guid)/stream"))
    }

    @Test func aChangedProfileIsInTheHCard() throws {
        _ = try pod.dispatcher.run()

        _ = try pod.composer.edit(
            ProfileEdit(firstName: "A & B", lastName: "<c>"), photo: nil, of: pod.author)
        _ = try pod.dispatcher.run()

        let card = try hCard(of: pod.author)
        #expect(card.firstName == "A & B" && card.lastName == "<c>")
        #expect(try pod.differences() == [])
    }

    @Test func whoClosesTheAccountLosesTheDocuments() throws {
        let bob = try pod.addUser("bob", firstName: "Bob")
        try pod.giveKey(to: bob)
        _ = try pod.dispatcher.run()
        let files = ["hcard/users/\(bob.person.guid)", "people/\(bob.person.guid)/stream"]
        #expect(files.allSatisfy(exists))
        try SiteTwins(database: pod.database, folder: pod.folder).make()
        #expect(exists(files[0] + ".gz"))

        _ = try pod.accounts.close("bob")
        _ = try pod.dispatcher.run()

        #expect(!files.contains(where: exists))
        #expect(!files.contains { exists($0 + ".gz") || exists($0 + ".br") })
        #expect(try pod.differences() == [])
    }

    @Test func aStreamListsTheNewestFifteen() throws {
        let guids = try (1...20).map { try pod.publish("# Post \($0)\n\nWords.", day: $0) }
        _ = try pod.dispatcher.run()

        let stream = try stream(of: pod.author)
        #expect(stream.guids(of: pod.author.person.guid) == Array(guids.reversed().prefix(15)))
        #expect(stream.posts.first?.authorID == pod.author.person.diasporaID)
        #expect(stream.posts.first?.text == "Words.")
    }

    @Test func aStreamFollowsWhatIsPublishedEditedAndDeleted() throws {
        _ = try pod.dispatcher.run()
        #expect(try stream(of: pod.author).posts == [])

        let guid = try pod.publish("First words")
        _ = try pod.dispatcher.run()
        #expect(try stream(of: pod.author).posts.map(\.text) == ["First words"])
        try pod.composer.edit(guid, text: "Second words", as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try stream(of: pod.author).posts.map(\.text) == ["Second words"])
        try pod.composer.delete(guid, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(try stream(of: pod.author).posts == [])
        #expect(try pod.differences() == [])
    }

    @Test func attack32ALimitedPostIsInNoStream() throws {
        _ = try pod.composer.publish(
            PostContent(text: "limited canary"), as: pod.author, for: .aspects(["Family"]))
        _ = try pod.dispatcher.run()

        #expect(try stream(of: pod.author).posts == [])
    }

    @Test func nodeInfoTellsWhatThePodminAllows() throws {
        pod.settings.isOpen = false
        _ = try pod.dispatcher.run()
        try pod.composer.doDailyWork()
        _ = try pod.dispatcher.run()
        #expect(try nodeInfo().usage == NodeInfo.Usage())
        #expect(try !nodeInfo().isOpen)

        pod.settings.publishesUserCount = true
        pod.settings.publishesPostCount = true
        pod.settings.isOpen = true
        _ = try pod.dispatcher.run()

        #expect(try nodeInfo().usage == NodeInfo.Usage(users: 1, localPosts: 0))
        #expect(try nodeInfo().isOpen)
        #expect(try pod.differences() == [])
    }

    @Test func countsOfNodeInfoChangeByTheDay() throws {
        pod.settings.publishesPostCount = true
        _ = try pod.publish("Words")
        _ = try pod.dispatcher.run()
        #expect(try nodeInfo().usage.localPosts == nil)

        try pod.composer.doDailyWork()
        _ = try pod.dispatcher.run()
        #expect(try nodeInfo().usage.localPosts == 1)
        _ = try pod.publish("More words")
        _ = try pod.dispatcher.run()

        #expect(try nodeInfo().usage.localPosts == 1)
        #expect(try pod.differences() == [])
    }

    @Test func theLinksOfNodeInfoLeadToItsDocuments() throws {
        _ = try pod.dispatcher.run()

        let links = try NodeInfoLinks(reading: data(".well-known/nodeinfo"), at: address)
        #expect(links.best == "http://localhost:3000/nodeinfo/2.1")
        #expect(try NodeInfo(reading: data("nodeinfo/2.0")).software.name == "dandelion")
        #expect(try pod.page(".well-known/host-meta").contains("<XRD "))
    }

    @Test func aProfileChangeIsTakenUpEvenWhereAPageCannotBeWritten() throws {
        _ = try pod.dispatcher.run()
        let post = try pod.publish("Words")
        let obstacle = pod.folder.tree.appending(path: "posts/\(post).html/x")
        try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
        _ = try pod.composer.edit(
            ProfileEdit(firstName: "Changed"), photo: nil, of: pod.author)

        let report = try pod.dispatcher.run()

        #expect(report.failures.count == 1)
        #expect(try hCard(of: pod.author).firstName == "Changed")
    }

    private func hCard(of author: Author) throws -> HCard {
        try HCard(reading: data("hcard/users/\(author.person.guid)"), at: address)
    }

    private func stream(of author: Author) throws -> PersonStream {
        try PersonStream(reading: data("people/\(author.person.guid)/stream"))
    }

    private func nodeInfo() throws -> NodeInfo {
        try NodeInfo(reading: data("nodeinfo/2.1"))
    }

    private func data(_ path: String) throws -> Data {
        try Data(contentsOf: pod.folder.tree.appending(path: path))
    }

    private func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: pod.folder.tree.appending(path: path).path)
    }
}
