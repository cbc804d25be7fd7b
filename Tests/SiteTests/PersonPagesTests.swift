import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Attack 70: names and pictures touch the pages that show them, only if they differ, and never the whole
/// site.
@Suite struct PersonPagesTests {
    private let pod: SitePod
    private let bob: Author
    private let bobsPost: GUID

    init() throws {
        pod = try SitePod()
        bob = try pod.addUser("bob", firstName: "Bob")
        for number in 1...45 {
            _ = try pod.publish("# Number \(number) #garden", day: number)
        }
        bobsPost = try pod.composer.publish(
            PostContent(text: "# By Bob #beans"), as: bob, for: .everyone,
            createdAt: SitePod.start)
        _ = try pod.dispatcher.run()
    }

    @Test func attack70ASignUpRendersThePagesOfThePersonAlone() throws {
        _ = try pod.addUser("carol", firstName: "Carol")

        #expect(try pod.dispatcher.run().pageCount == 6)
        #expect(pod.hasFile("u/carol.html"))
        #expect(try pod.differences() == [])
    }

    @Test func attack70AnAccountMadeByItsOwnCommandIsShown() async throws {
        _ = try await pod.accounts.add(
            "carol", email: "carol@pod.example", password: "correct horse", roles: [.moderator])

        #expect(try pod.dispatcher.run().pageCount == 6)
        #expect(try pod.differences() == [])
        try pod.accounts.setRole(.admin, isGiven: true, username: "carol")
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func attack70AThousandSignUpsNeverPlanTheWholeSite() throws {
        for number in 1...1_000 { _ = try pod.addUser("user\(number)") }

        let pages = try asked()

        // Four pages each, the index of feeds and the first part of the sitemap.
        #expect(pages.count == 4_002)
        #expect(!pages.contains { $0.hasPrefix("post ") || $0.hasPrefix("home") })
    }

    @Test func attack70TheSameProfileAThousandTimesRendersNothing() throws {
        for _ in 1...1_000 {
            _ = try pod.composer.edit(
                ProfileEdit(firstName: "Alice", bio: "", tags: ""), photo: nil, of: pod.author)
        }

        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func attack70AThousandNamesInARowAreOnePlan() throws {
        for number in 1...1_000 {
            _ = try pod.composer.edit(
                ProfileEdit(firstName: "Bob \(number)"), photo: nil, of: bob)
        }

        #expect(try asked().count < 20)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(bobsPost).html").contains("Bob 1000"))
        #expect(try pod.differences() == [])
    }

    @Test func aBioTouchesThePersonsPagesAlone() throws {
        _ = try pod.composer.edit(
            ProfileEdit(bio: "Gardens.", hasPublicDetails: true), photo: nil, of: pod.author)

        #expect(try asked() == ["person alice", "person alice 1"])
        _ = try pod.dispatcher.run()
        #expect(try pod.page("u/alice.html").contains("Gardens."))
        #expect(try pod.differences() == [])
    }

    @Test func aBioThatNobodySeesTouchesNothing() throws {
        _ = try pod.composer.edit(
            ProfileEdit(bio: "Gardens.", location: "Here"), photo: nil, of: pod.author)

        #expect(try asked() == [])
    }

    @Test func aTagOfAProfileIsALinkWhileAPostHasIt() throws {
        func shows(_ link: String, _ isLink: Bool, on page: String) throws -> Bool {
            let html = try pod.page(page)
            return html.contains("href=\"/tags/\(link)\"") == isLink
                && html.contains(">\(link)</span>") != isLink
        }
        _ = try pod.composer.edit(ProfileEdit(tags: "fern beans"), photo: nil, of: pod.author)
        _ = try pod.composer.edit(ProfileEdit(tags: "#Fern"), photo: nil, of: bob)
        _ = try pod.dispatcher.run()
        #expect(try shows("fern", false, on: "u/alice.html"))
        #expect(try shows("beans", true, on: "u/alice.html"))
        #expect(try pod.deadLinks() == [])

        let fern = try pod.publish("# One #fern", day: 60)
        _ = try pod.dispatcher.run()

        for page in ["u/alice.html", "u/alice/page/1.html", "u/bob.html"] {
            #expect(try shows("fern", true, on: page))
        }
        #expect(try pod.differences() == [])

        try pod.composer.edit(fern, text: "# One #moss", as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(try shows("fern", false, on: "u/bob.html"))
        #expect(try pod.deadLinks() == [])
        #expect(try pod.differences() == [])
    }

    @Test func aTagThatIsThereAlreadyTouchesNoProfile() throws {
        _ = try pod.composer.edit(ProfileEdit(tags: "garden moss"), photo: nil, of: bob)
        _ = try pod.dispatcher.run()

        _ = try pod.publish("# More #garden #fern", day: 60)

        #expect(try !asked().contains { $0.hasPrefix("person bob") })
    }

    @Test func aNameTouchesWhatShowsIt() throws {
        let comments = try pod.comment(
            (1...120).map { "\($0)" }, on: try #require(try firstPost()), by: bob.person.id)
        #expect(comments.count == 120)
        _ = try pod.dispatcher.run()

        _ = try pod.composer.edit(ProfileEdit(firstName: "Robert"), photo: nil, of: bob)

        let pages = try asked()
        #expect(pages.contains("post \(bobsPost)"))
        #expect(pages.contains("hCard \(bob.person.guid)"))
        // Of Alice's, the post alone that Bob commented on.
        #expect(pages.count { $0.hasPrefix("post ") } == 2)
        #expect(!pages.contains { $0.hasPrefix("person alice") || $0.hasPrefix("tag garden") })
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    @Test func aPictureComesAndIsReplaced() throws {
        for number in 1...2 {
            let photo = try pod.takePhoto("picture\(number).png")
            _ = try pod.composer.edit(ProfileEdit(), photo: photo, of: bob)

            let pages = try asked()
            #expect(pages.contains("post \(bobsPost)"))
            #expect(!pages.contains { $0.hasPrefix("month") || $0.hasPrefix("searchBlock") })
            _ = try pod.dispatcher.run()
            #expect(pod.hasFile("uploads/images/picture\(number).png"))
            #expect(try pod.differences() == [])
        }
        #expect(!pod.hasFile("uploads/images/picture1.png"))
    }

    @Test func anAccountThatClosesLeavesNothing() throws {
        let photo = try pod.takePhoto("picture.png")
        _ = try pod.composer.edit(ProfileEdit(), photo: photo, of: bob)
        let mentioning = try pod.publish("# For @{bob@localhost:3000}", day: 50)
        try pod.comment(["I, and @{bob@localhost:3000}"], on: mentioning, by: bob.person.id)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])

        _ = try pod.accounts.close("bob")

        #expect(try asked().count < 60)
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("u/bob.html"))
        #expect(!pod.hasFile("uploads/images/picture.png"))
        #expect(try pod.differences() == [])
    }

    @Test func whoWasMentionedBeforeTheyCameIsShownThen() throws {
        let stranger = try pod.addStranger("s@else.example")
        let post = try #require(try firstPost())
        try pod.comment(["Ask @{Carol; carol@localhost:3000} of it"], on: post, by: stranger)
        _ = try pod.dispatcher.run()

        _ = try pod.addUser("carol", firstName: "Carol")
        _ = try pod.dispatcher.run()

        #expect(try pod.page("posts/\(post).html").contains("/u/carol"))
        #expect(try pod.differences() == [])
    }

    @Test func aStrangersNameTouchesThePagesThatHoldTheirComments() throws {
        let sam = try pod.addStranger("sam@else.example", firstName: "Sam")
        let other = try pod.addStranger("other@else.example", firstName: "Other")
        let post = try #require(try firstPost())
        try pod.comment((1...100).map { "\($0)" }, on: post, by: other)
        try pod.comment(["Mine"], on: post, by: sam)
        try pod.comment((1...200).map { "\($0)" }, on: post, by: other)
        _ = try pod.dispatcher.run()

        try pod.rename(sam, to: "Samuel")

        #expect(try asked() == ["comments \(post) 2"])
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    private func firstPost() throws -> GUID? {
        try pod.database.read { try $0.guid(.home, rank: 5) }.flatMap { GUID($0) }
    }

    /// The keys of the pages that what waits asks for.
    private func asked() throws -> [String] {
        let events = try pod.database.read { try $0.unplannedEvents(limit: 10_000) }
        #expect(!events.contains { $0.kind == SiteChange.everything })
        let dispatcher = pod.dispatcher
        return try dispatcher.requests(of: dispatcher.changes(of: events)).joined(with: []).map(
            \.page
        ).sorted()
    }
}
