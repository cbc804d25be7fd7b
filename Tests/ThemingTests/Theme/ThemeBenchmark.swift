import Foundation
import Testing

@testable import Theming

/// The time that a post's page of the default theme takes, beside swift-mustache with the same values:
///
///     DANDELION_BENCHMARK=1 swift test -c release -Xswiftc -enable-testing --filter ThemeBenchmark
@Suite(.enabled(if: ProcessInfo.processInfo.environment["DANDELION_BENCHMARK"] != nil))
struct ThemeBenchmark {
    @Test func aPostTakesAFifthOfTheTimeOfTheLibrary() throws {
        let site = try SiteFrame.sample(theme: "default")
        let constants: ThemeValues = [
            "site": ["name": site.name, "url": site.url, "language": "en", "direction": "ltr"]
                as ThemeValues,
            "words": ThemeValues(site.words.texts),
            "assets": ThemeValues(site.theme.assetAddresses),
        ]
        let values = Self.values(in: site)
        var all = values
        for name in constants.names { all[name] = constants[name] }
        let converted = MustacheOracle.converted(.record(all))
        let library = try ThemeLibrary(site.theme, constants: constants)
        let oracle = try MustacheOracle(
            Dictionary(uniqueKeysWithValues: site.theme.templates.map { ($0.name, $0.text) }))
        let page = String(decoding: try library.render("post", values), as: UTF8.self)
        #expect(page == oracle.render("post", converted))

        var ratios: [Double] = []
        for _ in 0..<9 {
            let own = try Self.time { _ = try library.render("post", values) }
            ratios.append(own / Self.time { _ = oracle.render("post", converted) })
        }

        let ratio = ratios.sorted()[4]
        print("a post's page of \(page.utf8.count) bytes: \(ratio) of the library's time")
        #expect(ratio < 0.2)
    }

    /// Seconds for one of 200 runs.
    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let duration = try ContinuousClock().measure { for _ in 0..<200 { try body() } }
        return duration / .seconds(200)
    }

    private static func values(in site: SiteFrame) -> ThemeValues {
        let date = Date(timeIntervalSince1970: 1_700_000_000)
        let photo = PictureValues(
            src: "/uploads/images/a.jpg", srcset: "/uploads/images/a.jpg 640w", sizes: "100vw",
            width: 640, height: 480, alt: "A \"clock\"")
        let paragraph = "<p>The seeds drift over the wall &amp; land where nobody looks.</p>\n"
        let post = PostValues(
            guid: "seeds-0123456789abcdef", url: "/posts/seeds-0123456789abcdef",
            title: "Seeds & wind",
            name: "Seeds & wind", bodyHTML: String(repeating: paragraph, count: 30),
            excerpt: "The seeds drift over the wall & land", isLong: true, isNSFW: false,
            published: date, edited: date.addingTimeInterval(200_000),
            author: PersonValues(
                name: "Alice O'Hara", diasporaID: "alice@pod.example", url: "/u/alice",
                avatar: photo,
                isDefaultAvatar: false),
            tags: [("seeds", "/tags/seeds"), ("wind", "/tags/wind")], photos: [photo, photo],
            cover: photo, poll: nil,
            location: PostValues.Location(address: "Moss Lane", latitude: 1.5, longitude: 2.5))
        let commenter = CommenterValues(
            name: "Bob", diasporaID: "bob@other.example", url: "https://other.example/u/bob")
        var conversation = ConversationValues(
            comments: (0..<3).map { number in
                CommentValues(
                    guid: "\(number)", author: commenter, published: date,
                    bodyHTML: "<p>I saw them too.</p>\n", likeCount: number)
            })
        conversation.commentCount = 3
        conversation.findableBy = "alice@pod.example"
        var frame = PageFrame(kind: .post, heading: post.name)
        frame.description = post.excerpt
        frame.canonical = post.url
        frame.tags = post.tags.map(\.name)
        frame.author = post.author.name
        return [
            "post": post.values(in: site), "page": frame.values(in: site),
            "conversation": conversation.values(in: site), "navigationHTML": "<ul>\n</ul>\n",
            "next": ["url": "/posts/b", "name": "Newer"] as ThemeValues,
        ]
    }
}
