import Testing

@testable import Composing
@testable import Site
@testable import Store

/// Which pages an answer touches.
@Suite struct SitePlanAnswersTests {
    private let guid = "a-post-0123456789ab"

    private func pages(rank: Int, before: Int, after: Int) -> Set<SitePage> {
        var change = SiteChange()
        change.answered = [
            SiteChange.Answered(
                guid: guid, comment: .init(rank: rank, countBefore: before, countAfter: after))
        ]
        return Set(SitePlan(change).pages.keys)
    }

    @Test func aCommentTouchesThePostAndItsFeedAlone() {
        #expect(
            pages(rank: 57, before: 56, after: 57) == [
                .post(guid: guid), .commentsFeed(guid: guid),
            ])
        #expect(
            pages(rank: 1_050, before: 1_049, after: 1_050) == [
                .post(guid: guid), .commentsFeed(guid: guid),
            ])
    }

    @Test func theTwoHundredthCommentFillsTheFirstPage() {
        #expect(
            pages(rank: 200, before: 199, after: 200) == [
                .post(guid: guid), .commentsFeed(guid: guid), .comments(guid: guid, page: 1),
            ])
        #expect(
            pages(rank: 300, before: 299, after: 300) == [
                .post(guid: guid), .commentsFeed(guid: guid), .comments(guid: guid, page: 1),
                .comments(guid: guid, page: 2),
            ])
    }

    @Test func aDeletedCommentCutsWhatFollowsAnew() {
        #expect(
            pages(rank: 150, before: 420, after: 419) == [
                .post(guid: guid), .comments(guid: guid, page: 2), .comments(guid: guid, page: 3),
            ])
        #expect(
            pages(rank: 400, before: 400, after: 399) == [
                .post(guid: guid), .commentsFeed(guid: guid), .comments(guid: guid, page: 2),
                .comments(guid: guid, page: 3),
            ])
        #expect(
            pages(rank: 1, before: 1, after: 0) == [.post(guid: guid), .commentsFeed(guid: guid)])
    }

    @Test func aLikedCommentTouchesThePageItStandsOn() {
        #expect(pages(rank: 150, before: 420, after: 420) == [.comments(guid: guid, page: 2)])
        #expect(pages(rank: 301, before: 420, after: 420) == [.post(guid: guid)])
    }

    @Test func whatOnlyCountsTouchesThePost() {
        var change = SiteChange()
        change.answered = [SiteChange.Answered(guid: guid)]
        change.documents = [guid]

        #expect(
            Set(SitePlan(change).pages.keys) == [.post(guid: guid), .document(guid: guid)])
    }

    @Test func anEditedPostIsNamedOnThePagesOfItsComments() {
        var change = SiteChange()
        change.posts = [guid]

        let pages = SitePlan(change) { _ in
            SitePlan.Conversation(commentCount: 250, longComments: ["a-comment-0123456789ab"])
        }.pages

        #expect(
            Set(pages.keys) == [
                .post(guid: guid), .commentsFeed(guid: guid), .comments(guid: guid, page: 1),
                .comment(post: guid, guid: "a-comment-0123456789ab"),
            ])
    }

    @Test func aLongCommentTouchesItsOwnPageWhateverHappensToIt() {
        for (before, after) in [(56, 57), (57, 57), (57, 56)] {
            var change = SiteChange()
            var place = SiteChange.Answered.Comment(
                rank: 57, countBefore: before, countAfter: after)
            place.longOnes = ["0123456789abcdef"]
            change.answered = [SiteChange.Answered(guid: guid, comment: place)]

            let pages = SitePlan(change).pages
            #expect(pages[.comment(post: guid, guid: "0123456789abcdef")] == 0)
            #expect(pages[.post(guid: guid)] == 1)
        }
    }

    @Test func pagesKeepTheirTextForm() {
        for page in [
            SitePage.comments(guid: guid, page: 12), .commentsFeed(guid: guid),
            .document(guid: guid), .comment(post: guid, guid: "0123456789abcdef"),
        ] {
            #expect(SitePage("\(page)") == page)
        }
    }

    @Test func eventsOfAnOlderVersionAreRead() throws {
        let json = """
            {"isProfile":false,"lists":[],"newPosts":[],"photos":[],"posts":["x"],"redirects":[],
            "username":""}
            """
        #expect(try SiteChange(json: json).posts == ["x"])
    }
}
