import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// `site/redirects`: old addresses that the podmin sends on.
@Suite struct SiteRedirectsTests {
    private let pod: SitePod
    private let site: URL

    init() throws {
        pod = try SitePod()
        site = pod.temporary.url.appending(path: "site")
        try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
        pod.settings.siteFolders = [site]
    }

    private func write(_ text: String, to name: String = "redirects") throws {
        try Data(text.utf8).write(to: site.appending(path: name))
    }

    @Test func eachOldAddressIsASmallPageThatLeadsOn() throws {
        try write(
            """
            # From the old blog
            /impressum.html   /about

            /caf%C3%A9/\t/tags/caf%C3%A9
            /shop https://shop.example/a?b=1#c
            """)
        _ = try pod.dispatcher.run()

        for (file, target) in [
            ("impressum.html", "/about"), ("café/index.html", "/tags/caf%C3%A9"),
            ("shop.html", "https://shop.example/a?b=1#c"),
        ] {
            let page = try pod.page(file)
            #expect(page.contains("<a href=\"\(target)\""), "\(file)")
            #expect(page.contains("content=\"0; url=\(target)\""), "\(file)")
        }
        #expect(try pod.page(".moved/café/.to") == "/tags/caf%C3%A9\n")
        #expect(try pod.page("shop.html").contains("canonical\" href=\"https://shop.example/a?b=1"))
        #expect(try pod.differences() == [])

        try FileManager.default.removeItem(at: site.appending(path: "redirects"))
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("shop.html") && !pod.hasFile(".moved/shop/.to"))
        #expect(pod.hasFile("about.html"))
    }

    @Test func whatThePodminSendsOnGoesBeforeTheOldAddressOfAPost() throws {
        let post = try pod.publish("Old words")
        try pod.database.write { transaction in
            let row = try #require(try transaction.reading.post(post))
            for path in ["/old", "/old/", "/other"] {
                #expect(try transaction.insertRedirect(path: path, postID: row.id))
            }
        }
        try write("/old /about")
        #expect(try pod.dispatcher.run().failures == [])

        #expect(try pod.page("old.html").contains("href=\"/about\""))
        #expect(!pod.hasFile("old/index.html"))
        #expect(try pod.page("other.html").contains("/posts/\(post)"))
        #expect(try pod.differences() == [])
    }

    @Test(arguments: [
        ("/a", "a line is an old address, a space, and the new address"),
        ("/a /b 301", "a line is an old address, a space, and the new address"),
        ("a /b", "the old address a does not begin with one /"),
        ("//x/a /b", "the old address //x/a does not begin with one /"),
        ("/?p=1 /b", "the old address /?p=1 has a ? or #, of which no server tells a page"),
        ("/tags/x /b", "/tags/x cannot be sent on: addresses below /tags/ belong to the pod"),
        ("/ /b", "/ cannot be sent on: it is the pod's own home page"),
        ("/a /b\"c", "the new address /b\"c holds a character that addresses do not have"),
        ("/a /b#c", "write the new address /b#c whole, with https://, as it has a ? or #"),
        (
            "/a javascript:x",
            "the new address javascript:x is no path that begins with / and no address of http or "
                + "https in ASCII"
        ),
        ("/x /b\n/x/ /c", "/x/ leads elsewhere by line 1"),
        ("/x /b\n/a /x.html", "/x.html is sent on itself by line 1; name the address at the end"),
        ("/a /a/", "/a/ is sent on itself by line 1; name the address at the end"),
    ])
    func aLineThatCannotHoldIsAnErrorWithItsNumber(text: String, reason: String) throws {
        try write(text)
        let file = site.appending(path: "redirects").path
        let line = text.split(separator: "\n").count

        let error = SiteError.redirects(path: file, line: line, reason: reason)
        #expect(throws: error) { try pod.dispatcher.run() }
    }

    @Test func aTextThatStandsThereIsAnError() throws {
        try write("# Contact", to: "contact.md")
        try write("\n/contact /about")

        #expect(
            throws: SiteError.redirects(
                path: site.appending(path: "redirects").path, line: 2,
                reason: "/contact cannot be sent on: the folder site/ has a page or a file there")
        ) { try pod.dispatcher.run() }
    }

    @Test func tooManyLinesAreAnError() throws {
        let lines = (0...SiteRedirects.maximumCount).map { "/a\($0) /b" }

        #expect(throws: SiteError.self) {
            try SiteRedirects(parsing: lines.joined(separator: "\n"), path: "x")
        }
        let allowed = try SiteRedirects(
            parsing: lines.dropLast().joined(separator: "\n"), path: "x")
        #expect(allowed.entries.count == SiteRedirects.maximumCount)
    }

    @Test func aRunningServerFollowsTheFileAndKeepsTheLastThatHeld() throws {
        let redirects = StandingRedirects(SiteFolder([site]))
        #expect(redirects.target(of: "/old") == nil)

        try write("/old /caf%C3%A9\n/b/ https://b.example/%20")
        for form in ["/old", "/old/", "/old.html", "/old/index.html"] {
            #expect(redirects.target(of: form) == "/café", "\(form)")
        }
        #expect(redirects.target(of: "/b") == "https://b.example/%20")
        #expect(redirects.target(of: "/older") == nil && redirects.target(of: "/") == nil)

        try write("/old")
        #expect(redirects.target(of: "/old") == "/café")
        try write("/old /new-place")
        #expect(redirects.target(of: "/old") == "/new-place")
        try FileManager.default.removeItem(at: site.appending(path: "redirects"))
        #expect(redirects.target(of: "/old") == nil)
    }
}
