import Foundation
import Testing

@testable import Markdown

@Suite struct BlogConfigurationTests {
    private static let time = Date(timeIntervalSince1970: 1_715_502_605)  // 2024-05-12 08:30:05

    private func jekyll(_ permalink: String) -> BlogConfiguration {
        BlogConfiguration(fileName: "_config.yml", text: "permalink: \(permalink)\n")
    }

    private func addresses(
        _ path: String, _ head: String = "title: Hello", _ blog: BlogConfiguration
    ) throws -> [String] {
        OldAddress.all(
            of: SourceFileName(path: path),
            try FrontMatter.parse("---\n\(head)\n---\n", timeZone: .gmt), date: Self.time,
            timeZone: .gmt, blog: blog)
    }

    @Test(arguments: [
        ("date", "/tech/my notes/2024/05/12/Hello-You.html"),
        ("pretty", "/tech/my notes/2024/05/12/Hello-You/"),
        ("ordinal", "/tech/my notes/2024/133/Hello-You.html"),
        ("weekdate", "/tech/my notes/2024/W19/Sun/Hello-You.html"),
        ("none", "/tech/my notes/Hello-You.html"),
        ("/blog/:year/:title", "/blog/2024/Hello-You"),
        (
            "/:slugified_categories/:slug:output_ext", "/tech/my-notes/hello-you.html"
        ),
        ("/:short_year-:i_month-:i_day/:slug/", "/24-5-12/hello-you/"),
        ("/:long_month/:short_month/:long_day/:w_day/", "/May/May/Sunday/7/"),
        ("/:hour/:minute/:second/:w_year/", "/08/30/05/2024/"),
    ])
    func jekyllsPatternsMakeTheOldAddress(permalink: String, address: String) throws {
        #expect(
            try addresses(
                "tech/_posts/2024-05-12-Hello-You.md", "categories: [Tech, My Notes]",
                jekyll(permalink)) == [address])
    }

    @Test func aPatternWithAnUnknownPartMakesNoAddress() throws {
        #expect(try addresses("_posts/2024-05-12-a.md", "", jekyll("/:colour/:title/")) == [])
    }

    @Test func patternsOfScopesCollectionsAndPostsGoFirst() throws {
        let blog = BlogConfiguration(
            fileName: "_config.yml",
            text: """
                url: https://old.example
                baseurl: /blog/
                permalink: pretty
                timezone: Europe/Berlin
                defaults:
                  - scope: {path: "_posts/news", type: posts}
                    values: {permalink: "/news/:slug/"}
                  - scope: {path: "", type: pages}
                    values: {permalink: "/pages/:slug/"}
                """)
        #expect(blog.program == .jekyll && blog.hosts == ["old.example"])
        #expect(blog.timeZone?.identifier == "Europe/Berlin")
        #expect(try addresses("_posts/2024-05-12-a.md", "", blog) == ["/blog/2024/05/12/a/"])
        #expect(try addresses("_posts/news/2024-05-12-a.md", "", blog) == ["/blog/news/a/"])
        #expect(
            try addresses("_posts/2024-05-12-a.md", "permalink: none", blog) == ["/blog/a.html"])
        #expect(
            try addresses("_posts/2024-05-12-a.md", "permalink: '/:year/x/'", blog)
                == ["/blog/2024/x/"])
        #expect(
            try addresses(
                "_posts/2024-05-12-a.md", "permalink: /x/\nredirect_from: [/y/, 'https://z.y/z/']",
                blog) == ["/blog/x/", "/blog/y/", "/z/"])
    }

    @Test(arguments: [
        "[permalinks]\nposts = 'PATTERN'",
        "[permalinks.page]\nposts = 'PATTERN'\n[permalinks.section]\nposts = '/x/'",
    ])
    func hugosPatternsMakeTheOldAddress(configuration: String) throws {
        for (pattern, address) in [
            ("/:year/:month/:day/:slug/", "/2024/05/12/hello-you-me/"),
            ("/blog/:title", "/blog/hello-you-me/"),
            ("/:section/:contentbasename/", "/posts/2024-05-12-hi/"),
            ("/:sections[1:]/:slugorfilename.html", "/deep/2024-05-12-hi.html"),
            ("/:2006-01-02/:monthname/:yearday/:weekdayname/", "/2024-05-12/may/133/sunday/"),
        ] {
            let blog = BlogConfiguration(
                fileName: "hugo.toml",
                text: "baseURL = 'https://old.example/'\n"
                    + configuration.replacing("PATTERN", with: pattern))
            #expect(
                try addresses(
                    "content/posts/deep/2024-05-12-hi.md", "title: \"Hello: You & Me\"", blog)
                    == [address])
            #expect(try addresses("content/notes/a.md", "", blog) == ["/notes/a/"])
        }
    }

    @Test func hugosOtherSettingsOfAddressesAreKnown() throws {
        let ugly = BlogConfiguration(
            fileName: "config.yaml", text: "baseURL: https://old.example/sub/\nuglyURLs: true\n")
        #expect(try addresses("content/posts/A b.md", "", ugly) == ["/sub/posts/a-b.html"])
        #expect(try addresses("content/posts/b/index.md", "slug: c", ugly) == ["/sub/posts/c.html"])
        let kept = BlogConfiguration(
            fileName: "hugo.json",
            text: #"{"disablePathToLower": true, "frontmatter": {"date": [":filename", "date"]}}"#)
        #expect(try addresses("content/posts/2024-05-12-AB.md", "", kept) == ["/posts/AB/"])
        let split = BlogConfiguration(
            fileName: "hugo.toml", text: "baseURL = 'https://a.example'",
            permalinks: "posts = '/:year/:slug/'")
        #expect(try addresses("content/posts/a.md", "title: T", split) == ["/2024/t/"])
        let root = BlogConfiguration(fileName: "hugo.toml", text: "[permalinks]\n'/' = '/x/:slug/'")
        #expect(try addresses("content/a.md", "title: T", root) == ["/x/t/"])
    }

    @Test func zolaLeavesTheDayOfAFileOut() throws {
        let blog = BlogConfiguration(
            fileName: "config.toml", text: "base_url = 'https://old.example'")
        #expect(blog.program == .zola && blog.hosts == ["old.example"])
        #expect(try addresses("content/blog/2024-05-12-hello.md", "", blog) == ["/blog/hello/"])
    }

    @Test func aConfigurationThatCannotBeReadStillTellsItsServer() throws {
        let blog = BlogConfiguration(
            fileName: "_config.yml", text: "a: [\nurl: \"https://old.example/\"\n")
        #expect(blog.hosts == ["old.example"])
        #expect(
            try addresses("_posts/2024-05-12-a.md", "", blog)
                == ["/2024/05/12/a.html", "/2024/05/12/a/"])
    }
}
