import Foundation
import Store
import TestSupport
import Testing
import Theming

@testable import Composing
@testable import PodFixtures
@testable import Site

/// The podmin's own pages and files, and old addresses that would take their place.
@Suite struct SiteFolderTests {
    private let pod: SitePod
    private let site: URL

    init() throws {
        pod = try SitePod()
        site = pod.temporary.url.appending(path: "site")
        pod.settings.siteFolders = [site]
    }

    @Test func aFolderOverridesFileByFile() throws {
        try write("# Welcome\n\nOur words", to: "landing.md")
        let about = try #require(StandardFiles.bytes("site/about.md"))
        _ = try pod.dispatcher.run()

        #expect(try pod.page("index.html").contains("Our words"))
        #expect(!about.isEmpty && pod.hasFile("about.html"))
        #expect(try pod.differences() == [])
    }

    @Test func theFirstFolderThatHasAFileGivesIt() throws {
        let other = pod.temporary.url.appending(path: "other")
        try FileManager.default.createDirectory(
            at: other.appending(path: "static"), withIntermediateDirectories: true)
        for name in ["static/a.txt", "static/b.txt", "contact.md"] {
            try Data("other".utf8).write(to: other.appending(path: name))
        }
        try write("own", to: "static/a.txt")
        pod.settings.siteFolders = [site, other]
        _ = try pod.dispatcher.run()

        #expect(try pod.page("a.txt") == "own")
        #expect(try pod.page("b.txt") == "other")
        #expect(pod.hasFile("contact.html"))
    }

    @Test func anEmptyTextTakesThePageAway() throws {
        try write("\n", to: "about.md")
        _ = try pod.dispatcher.run()

        #expect(!pod.hasFile("about.html"))
        #expect(try !pod.page("index.html").contains("href=\"/about\""))
        #expect(!SiteFolder([site]).answers("/about"))
    }

    @Test func aTextIsPutIntoTheNavigationWhereItSays() throws {
        try write("---\nmenu: 2\n---\n# Where we meet\n\nAt the pier", to: "meet.md")
        try write("---\nmenu: 1\ntitle: Who we are\n---\nWe", to: "about.md")
        _ = try pod.dispatcher.run()

        let home = try pod.page("index.html")
        let addresses = home.matches(of: /<li><a href="(\/[a-z]*)"/).map { String($0.output.1) }
        #expect(
            addresses.prefix(7) == [
                "/about", "/meet", "/", "/archive", "/tags", "/search", "/feeds",
            ])
        #expect(home.contains(">Where we meet</a>") && home.contains(">Who we are</a>"))
    }

    @Test(arguments: ["main", "0", "[1]"])
    func aPlaceInTheNavigationIsANumber(menu: String) throws {
        try write("---\nmenu: \(menu)\n---\n# Meet", to: "meet.md")

        #expect(throws: SiteError.self) { try pod.dispatcher.run() }
    }

    @Test(arguments: ["archive", "feeds", "search", "people", "statistics", "old.html"])
    func aTextWithTheNameOfAPageOfThePodIsAnError(name: String) throws {
        try write("# Mine", to: name + ".md")
        let file = site.appending(path: name + ".md").path
        let output = pod.temporary.url.appending(path: "output")

        for build in [
            { _ = try pod.dispatcher.run() }, { _ = try pod.dispatcher.buildCopy(at: output) },
        ] {
            #expect(throws: SiteError.clash(file: file, page: "/" + name)) { try build() }
        }
    }

    @Test func aFolderThatASettingNamesIsThereBeforeAnythingIsRendered() throws {
        _ = try pod.dispatcher.run()
        let missing = pod.temporary.url.appending(path: "none")
        pod.settings.requiredFolders = [
            RequiredFolder(setting: "environment.site", url: missing)
        ]

        #expect(throws: SiteError.noFolder(setting: "environment.site", path: missing.path)) {
            try pod.dispatcher.run()
        }
    }

    @Test(arguments: ["/contact", "/contact/", "/contact.html", "/legacy/x", "/legacy/x.html"])
    func anOldAddressCannotTakeThePlaceOfThePodminsOwnPage(address: String) throws {
        try write("Contact", to: "contact.md")
        try write("<p>x</p>", to: "static/legacy/x.html")
        let rule = OldAddressRule(site: SiteFolder([site]))

        #expect(rule.objection(to: address)?.contains("site/") == true)
        #expect(rule.objection(to: "/contact-us") == nil)
        #expect(rule.objection(to: "/legacy/") == nil)
    }

    @Test(arguments: ["/notes/old", "/notes/old/", "/talk"])
    func aStaticFileIsInTheWayOfAnOldAddressBelowIt(address: String) throws {
        try write("x", to: "static/notes")
        try write("x", to: "static/talk.html/slide.txt")

        #expect(OldAddressRule(site: SiteFolder([site])).objection(to: address) != nil)
    }

    @Test(arguments: [
        "/foo.html/", "/foo.html/x", "/feed.atom/old", "/a/x.json/b", "/sitemap.xml/x",
        "/robots.txt/x", "/a.html.gz/x",
    ])
    func anAddressThatMakesAFolderOfAFileIsRefused(address: String) {
        #expect(OldAddressRule.objection(to: address) != nil)
    }

    @Test func aTextThatComesLaterGoesBeforeAnOldAddress() throws {
        let post = try pod.publish("Old words")
        try pod.database.write { transaction in
            let row = try #require(try transaction.reading.post(post))
            for path in ["/contact", "/old", "/foo.html/", "/foo"] {
                #expect(try transaction.insertRedirect(path: path, postID: row.id))
            }
        }
        try write("# Contact\n\nWrite to us", to: "contact.md")
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.page("contact.html").contains("Write to us"))
        #expect(try pod.page("old.html").contains("/posts/\(post)"))
        #expect(SiteFolder([site]).answers("/contact"))
        #expect(!SiteFolder([site]).answers("/old"))

        try pod.composer.edit(post, text: "New words", as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("contact.html").contains("Write to us"))
        #expect(try pod.differences() == [])

        try FileManager.default.removeItem(at: site.appending(path: "contact.md"))
        _ = try pod.dispatcher.run()
        #expect(try pod.page("contact.html").contains("/posts/\(post)"))
    }

    @Test func hiddenFilesAreLeftOutButForTheWellKnownOnes() throws {
        for path in [
            ".well-known/security.txt", ".git/config", "a/.secret", "a/b.txt", "a/c~", "a/d.tmp",
            ".well-known/.hidden",
        ] {
            try write("x", to: "static/" + path)
        }

        let report = try pod.dispatcher.run()

        #expect(
            report.leftOut == [
                ".git/config", ".well-known/.hidden", "a/.secret", "a/c~", "a/d.tmp",
            ])
        let files = try SitePod.files(of: pod.folder.tree)
        #expect(files[".well-known/security.txt"] != nil && files["a/b.txt"] != nil)
        #expect(!files.keys.contains { $0.contains("secret") || $0.contains(".git") })
    }

    @Test func aDocumentOfThePodCannotBeReplaced() throws {
        try write("x", to: "static/.well-known/host-meta")

        #expect(throws: SiteError.self) { try pod.dispatcher.run() }
    }

    @Test func aStaticFileIsNoticedByItsTimeAndNotReadForAPost() throws {
        try write("one", to: "static/a.txt")
        _ = try pod.dispatcher.run()
        let file = site.appending(path: "static/a.txt")
        try write("two", to: "static/a.txt")
        try FileManager.default.setAttributes(
            [.modificationDate: SitePod.start], ofItemAtPath: file.path)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("a.txt") == "two")

        // Of the same size and time: only who reads it would notice.
        try write("ten", to: "static/a.txt")
        try FileManager.default.setAttributes(
            [.modificationDate: SitePod.start], ofItemAtPath: file.path)
        _ = try pod.publish("Words")
        _ = try pod.dispatcher.run()
        #expect(try pod.page("a.txt") == "two")
        _ = try pod.dispatcher.run(isFull: true)
        #expect(try pod.page("a.txt") == "ten")
    }

    @Test func aMistakeInATextStopsABuildBeforeItWrites() throws {
        _ = try pod.dispatcher.run()
        let before = try SitePod.files(of: pod.folder.tree)
        try write("---\ntitle: [\n---\nWords", to: "contact.md")
        pod.settings.podName = "Another name"

        #expect(throws: SiteError.self) { try pod.dispatcher.run() }
        #expect(throws: SiteError.self) { try pod.dispatcher.checkTheme() }
        #expect(try SitePod.files(of: pod.folder.tree) == before)
    }

    @Test func namesThatTheThemeHasInVainAreWarnedOf() throws {
        let themes = pod.temporary.url.appending(path: "own")
        let file = themes.appending(path: "default/templates/extra-head.mustache")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("{{page.titel}}".utf8).write(to: file)
        pod.settings.themeFolders.insert(themes, at: 0)

        let warning = "\(file.path):1: \"page.titel\" is never anything; see docs/themes.md"
        #expect(try pod.dispatcher.run().warnings == [warning])
        #expect(try pod.dispatcher.checkTheme().warnings == [warning])
    }

    private func write(_ text: String, to path: String) throws {
        let file = site.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
