import Foundation
import Store
import TestSupport
import Testing

@testable import Pipeline

/// The podmin's own pages and files, and old addresses that would take their place.
@Suite struct SiteFolderTests {
    private let pod: SitePod
    private let site: URL

    init() throws {
        pod = try SitePod()
        site = pod.temporary.url.appending(path: "site")
        pod.settings.siteFolder = site
    }

    @Test(arguments: ["/contact", "/contact/", "/contact.html", "/legacy/x", "/legacy/x.html"])
    func anOldAddressCannotTakeThePlaceOfThePodminsOwnPage(address: String) throws {
        try write("Contact", to: "contact.md")
        try write("<p>x</p>", to: "static/legacy/x.html")
        let rule = OldAddressRule(site: SiteFolder(site))

        #expect(rule.objection(to: address)?.contains("site/") == true)
        #expect(rule.objection(to: "/contact-us") == nil)
        #expect(rule.objection(to: "/legacy/") == nil)
    }

    @Test(arguments: ["/notes/old", "/notes/old/", "/talk"])
    func aStaticFileIsInTheWayOfAnOldAddressBelowIt(address: String) throws {
        try write("x", to: "static/notes")
        try write("x", to: "static/talk.html/slide.txt")

        #expect(OldAddressRule(site: SiteFolder(site)).objection(to: address) != nil)
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
        #expect(SiteFolder(site).answers("/contact"))
        #expect(!SiteFolder(site).answers("/old"))

        try pod.composer.edit(post, text: "New words")
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

    private func write(_ text: String, to path: String) throws {
        let file = site.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
