import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// What readers see of a post on its own page, in lists and in feeds.
@Suite struct PostLooksTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
        pod.settings.typography = "en"
    }

    private func publish(_ content: PostContent, at seconds: Double = 3_600) throws -> GUID {
        let guid = try pod.composer.publish(
            content, as: pod.author, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(seconds))
        _ = try pod.dispatcher.run()
        return guid
    }

    private func page(_ guid: GUID) throws -> String { try pod.page("posts/\(guid).html") }

    @Test func anEditOnTheSameDayIsNotToldToReaders() throws {
        let today = try publish(PostContent(text: "one"), at: 0)
        let before = try publish(PostContent(text: "two"), at: -86_400)

        for guid in [today, before] { try pod.composer.edit(guid, text: "changed", as: pod.author) }
        _ = try pod.dispatcher.run()

        #expect(try !page(today).contains("dt-updated"))
        #expect(try page(today).contains("article:modified_time"))
        #expect(try page(before).contains("dt-updated"))
    }

    @Test func aPollWithoutVotesSaysHowToVoteAndShowsNoBars() throws {
        let poll = PostContent.Poll(question: "Q?", answers: ["One", "Two"])
        let guid = try publish(PostContent(text: "Which", poll: poll))

        let empty = try page(guid)
        #expect(!empty.contains("<rect"))
        #expect(empty.contains("Nobody has voted yet. To vote, use your account"))
        #expect(empty.contains("look for alice@localhost:3000 there"))
        try pod.vote(0, on: guid, by: try pod.addStranger("bob@else.example"))
        _ = try pod.dispatcher.run()

        #expect(try page(guid).contains("<rect"))
        #expect(try page(guid).contains("<p class=\"meta\">To vote, use your account"))
        #expect(!(try pod.page("index.html").contains("To vote")))
    }

    @Test func aDayWithoutATimeShowsNone() throws {
        _ = try publish(PostContent(text: "# Day alone"), at: 86_400)
        #expect(try !pod.page("archive/2026/01.html").contains("00:00"))

        _ = try publish(PostContent(text: "# A minute past"), at: 60)
        #expect(try pod.page("archive/2026/01.html").contains(">00:01</span>"))
    }

    @Test func headingsAreLinkedOnTheOwnPageAlone() throws {
        let guid = try publish(
            PostContent(
                text: "Words\n\n## Low water {#low}\n\n[down](#low) [on](#high)\n\n## High"))

        let own = try page(guid)
        #expect(own.contains("<h2 id=\"low\">Low water<a class=\"permalink\" href=\"#low\""))
        #expect(own.contains("<a href=\"#low\">down</a>"))
        #expect(
            own.contains("<h2 id=\"high\">High<a class=\"permalink\" id=\"\(guid)-high\""))
        #expect(own.contains("<a href=\"#high\">on</a>"))
        for list in ["index.html", "u/alice.html", "feed.atom"] {
            #expect(try !pod.page(list).contains("permalink"))
            #expect(try pod.page(list).contains("\(guid)--low"))
        }
        #expect(try pod.differences() == [])
    }

    @Test func aLongPostHasContentsAndATimeToRead() throws {
        let words = String(repeating: "word ", count: 440)
        let text = "# Title\n\n## One\n\n\(words)\n\n### In one\n\n## Two & more\n\ntext"

        let long = try page(publish(PostContent(text: text)))
        #expect(long.contains("<span class=\"reading-time\">2 minutes to read</span>"))
        #expect(long.contains("<nav class=\"contents\" aria-label=\"Contents\">"))
        #expect(long.contains("dir=\"auto\">Two &amp; more</a></li>"))
        let covered = try page(publish(PostContent(text: text + "\n\n#nsfw")))
        #expect(!covered.contains("class=\"contents\"") && covered.contains("permalink"))
        let short = try page(publish(PostContent(text: "# T\n\n## One\n\n## Two\n\n## Three")))
        #expect(!short.contains("class=\"contents\"") && !short.contains("reading-time"))
        #expect(try !pod.page("index.html").contains("reading-time"))
    }

    @Test func whatOthersWroteKeepsItsMarksAndHasNoLinksToHeadings() throws {
        let bob = try pod.addStranger("bob@else.example")
        let root = pod.newGUID()
        let text = "It's \"so\"\n\n## Heading {#name}"
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: root, authorID: bob, text: text, isPublic: true, isSilent: false,
                createdAt: SitePod.start)
        }
        let reshare = try pod.composer.reshare(root, as: pod.author)
        let own = try publish(PostContent(text: text))
        try pod.comment([text], on: own, by: bob)
        for _ in 1...2 {
            _ = try pod.dispatcher.run()
            #expect(try page(reshare).contains("It's &quot;so&quot;"))
            #expect(try page(reshare).contains("Heading {#name}</h2>"))
            #expect(try page(own).contains("It’s “so”"))
            #expect(try page(own).contains("It's &quot;so&quot;"))
            #expect(try page(own).contains("Heading {#name}</h3>"))
            // The second time everything is rendered anew.
            try pod.damage("UPDATE podState SET value = 'older' WHERE key = 'site.renderer'")
            try pod.damage("UPDATE rendering SET renderer = 'older', html = ''")
            pod.settings.podName = "Other"
        }
    }

    @Test func anotherLanguageOfMarksRendersEverythingAnew() throws {
        let guid = try publish(PostContent(text: "\"So\" -- yes"))
        #expect(try page(guid).contains("“So” – yes"))

        pod.settings.typography = "de"
        _ = try pod.dispatcher.run()
        #expect(try page(guid).contains("„So“ – yes"))
        #expect(try pod.differences() == [])

        pod.settings.typography = nil
        _ = try pod.dispatcher.run()
        #expect(try page(guid).contains("&quot;So&quot; -- yes"))
        #expect(try pod.differences() == [])
    }

    @Test func anIDBreaksBeforeItsHost() throws {
        _ = try pod.dispatcher.run()

        #expect(try pod.page("u/alice.html").contains(">alice<wbr>@localhost:3000</code>"))
    }

    @Test func feedsSayWhatTheyAre() throws {
        _ = try publish(PostContent(text: "Words #garden"))

        let feed = try pod.page("feed.atom")
        #expect(feed.contains(">Every public post on Sample, newest first.</subtitle>"))
        #expect(feed.contains("<icon>http://localhost:3000/favicon.ico</icon>"))
        #expect(try pod.page("public/alice.atom").contains(">What Alice publishes here.</sub"))
        #expect(try pod.page("public/alice.json").contains("\"description\":\"What Alice"))
        #expect(try pod.page("tags/garden.atom").contains("<icon>http://localhost:3000/favicon"))
        pod.settings.description = "Letters & beans"
        _ = try pod.dispatcher.run()
        #expect(try pod.page("feed.atom").contains(">Letters &amp; beans</subtitle>"))
    }

    @Test func aPageWithoutAPictureHasThePreviewOfTheTheme() throws {
        let guid = try publish(PostContent(text: "Words"))

        for page in ["posts/\(guid).html", "index.html", "archive.html"] {
            #expect(
                try pod.page(page).contains(
                    "<meta property=\"og:image\" content=\"http://localhost:3000/assets/preview-"))
            #expect(try pod.page(page).contains("<meta name=\"theme-color\" content=\"#fbfaf6\""))
        }
        #expect(try pod.deadLinks() == [])
    }

    @Test func aLinkOfABioThatIsEntitledMeSaysSo() throws {
        _ = try pod.composer.edit(
            ProfileEdit(
                bio: "[there](https://else.example/@alice \"me\") [else](https://else.example/)",
                hasPublicDetails: true), photo: nil, of: pod.author)
        let guid = try publish(PostContent(text: "[there](https://else.example/@alice \"me\")"))

        let person = try pod.page("u/alice.html")
        #expect(person.contains("@alice\" rel=\"me noopener\">there</a>"))
        #expect(person.contains("<a href=\"https://else.example/\" rel=\"noopener noreferrer\">"))
        #expect(try !page(guid).contains("rel=\"me"))
    }
}
