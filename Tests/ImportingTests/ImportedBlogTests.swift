import Diaspora
import DomainErrors
import Foundation
import Store
import TestSupport
import Testing

@testable import Importing
@testable import PodFixtures

/// Two blogs with all the oddities that blogs have, in `Fixtures/Blogs`: what their files say stands on
/// the pages made of them, or is named in the report.
@Suite struct ImportedBlogTests {
    /// What a page is to hold beside the words of its file.
    struct Expectation: CustomTestStringConvertible, Sendable {
        let blog: String
        let file: String
        let date: String
        let addresses: Set<String>
        var code: [String] = []
        /// Alternative texts, in the order of the page.
        var pictures: [String] = []
        /// Parts of its HTML.
        var holds: [String] = []

        var testDescription: String { "\(blog)/\(file)" }
    }

    static let expectations = [
        Expectation(
            blog: "jekyll", file: "_posts/2019-03-01-marsh-walk.md", date: "2019-03-01T05:30:00Z",
            addresses: ["/walks/2019/03/marsh-walk/", "/marsh.html"],
            code: [
                "puts \"depth: #{ditch.depth}\"\n\n  # two blanks before this line\n",
                "tide --tomorrow\n",
            ], pictures: ["A heron at dawn", "Map of the marsh"],
            holds: [
                "still lying on the ditches", "/posts/the-old-mill-", ">its wheel</a>",
                "-wheel\">its wheel", "#ditch\">the ditch", "/tags/cpp", "/tags/slow-days",
            ]),
        Expectation(
            blog: "jekyll", file: "_posts/2020-05-06-old-mill.html", date: "2020-05-06T21:30:00Z",
            addresses: ["/2020/05/old-mill/"], code: ["wheel.turn\n  if water\n"],
            pictures: ["Its wheel"],
            holds: ["<strong>wheel</strong>", "<p>An indented paragraph", "/posts/a-walk-through-"]),
        Expectation(
            blog: "jekyll", file: "_posts/letters/2021-01-02-To-The-Keeper.markdown",
            date: "2021-01-01T23:00:00Z", addresses: ["/letters/to-the-keeper.html"],
            holds: ["Term of <em>grace</em> ends", "<blockquote>"]),
        Expectation(
            blog: "hugo", file: "content/posts/first-tide.md", date: "2018-04-05T07:00:00Z",
            addresses: ["/2018/the-first-tide/", "/tide-one/"],
            code: ["func tide() string {\n\n\treturn \"in\" // {{ not a template }}\n}\n"],
            pictures: ["Water on the flats"],
            holds: [
                "Nine <em>sharp</em>", "/posts/shells-", "-the-end\">its end",
                "#tables\">the tables", "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://vimeo.com/146022717",
                "https://gist.github.com/moor/23932424365401ffa5e9d9810102a477",
                "https://twitter.com/moor/status/1453110110599868418",
                "{{&lt; figure src=", "<code>{{% ref", "the sea comes in<br", "/tags/csharp",
            ]),
        Expectation(
            blog: "hugo", file: "content/posts/bundle/index.md", date: "2018-06-07T00:00:00Z",
            addresses: ["/2018/shells/"], code: ["{{< figure src=\"not-shown.png\" >}}\n"],
            pictures: ["A shell", "Only sand"],
            holds: ["Carry <strong>water</strong>.<br", "<p>Only sand</p>"]),
        Expectation(
            blog: "hugo", file: "content/notes/2018-07-08-low-water.md",
            date: "2018-07-08T00:00:00Z", addresses: ["/notes/2018-07-08-low-water/"],
            holds: ["#tables\">tables"]),
    ]

    @Test(arguments: expectations)
    func nothingOfAFileVanishesUnsaid(_ expected: Expectation) async throws {
        let blog = try await ImportedBlog(expected.blog)
        let page = try blog.page(of: expected.file)
        let post = try blog.post(of: expected.file)

        #expect(post.createdAt.ISO8601Format() == expected.date)
        #expect(try Set(blog.redirects(to: post)) == expected.addresses)
        #expect(page.code == expected.code)
        #expect(page.pictures.map { $0.alt } == expected.pictures)
        for picture in page.pictures { #expect(blog.hasFile(picture.source), "\(picture)") }
        let lacking = expected.holds.filter { !page.html.contains($0) }
        #expect(lacking == [])
        for address in expected.addresses { #expect(blog.leads(address, to: post), "\(address)") }
        let missing = try blog.missingWords(of: expected.file)
        #expect(missing == [])
    }

    @Test func whatDidNotComeInIsNamed() async throws {
        let jekyll = try await ImportedBlog("jekyll")
        let hugo = try await ImportedBlog("hugo")

        #expect(
            jekyll.report.skipped.map(\.description) == [
                "_posts/2018-01-01-notes.org: it is Org, which is not read; save it as Markdown"
            ])
        #expect(
            hugo.report.skipped.map(\.description) == [
                "content/notes/paper.rst: it is reStructuredText, which is not read; "
                    + "save it as Markdown",
                "content/posts/over.md: it expired on 1 January 2019",
            ])
        #expect(jekyll.report.problems.isEmpty && hugo.report.problems.isEmpty)
        #expect(jekyll.report.imported == 3 && hugo.report.imported == 3)
        #expect(jekyll.report.drafts == 1 && hugo.report.drafts == 1)
        #expect(
            (jekyll.report.scheduled + hugo.report.scheduled).map(\.description) == [
                "_posts/2099-01-01-later.md: published on 2098-12-31T23:00:00Z",
                "content/posts/embargo.md: published on 2098-02-03T04:05:06Z",
            ])
        #expect(
            hugo.report.warnings.map(\.description).contains(
                "content/posts/first-tide.md: the tag c# is #csharp here"))
        // A comment left out is no warning.
        #expect(!jekyll.report.warnings.contains { $0.message.contains("gate") })
        #expect(
            jekyll.report.whole(.codes).contains(
                "the comment “ask Jon about the gate” was left out"))
    }

    @Test(arguments: ["jekyll", "hugo"])
    func whatIsStillToComeIsNowhereInTheTree(name: String) async throws {
        let blog = try await ImportedBlog(name)

        let traces = try SitePod.files(of: blog.pod.folder.tree).filter { path, bytes in
            let text = (path + String(decoding: bytes, as: UTF8.self)).lowercased()
            return ["hush", "embargo", "secretive", "later day", "half a thought", "sketch"]
                .contains { text.contains($0) }
        }
        #expect(traces.keys.sorted() == [])
        #expect(try blog.pod.differences() == [])
    }

    @Test(arguments: ["jekyll", "hugo"])
    func importingTheBlogAgainChangesNothing(name: String) async throws {
        let blog = try await ImportedBlog(name)

        let again = try await blog.imports(isUpdating: true)

        #expect(again.imported + again.updated + again.drafts == 0)
        #expect(again.scheduled.isEmpty && again.unchanged == 5)
    }
}
