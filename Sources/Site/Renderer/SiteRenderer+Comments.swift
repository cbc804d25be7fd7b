internal import Composing
internal import Feeds
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

extension SiteRenderer {
    private static let mostCommenters = 10_000

    /// Returns the newest comments and the counts, for the post's own page.
    func conversation(
        of post: PublicPost, author: PublicPerson, _ database: PublicTransaction
    ) throws -> ConversationValues {
        let count = try database.commentCount(postID: post.id)
        let cut = ListCut.comments
        var conversation = ConversationValues(
            comments: try comments(of: post, cut.headRanks(count), database))
        conversation.commentCount = count
        conversation.likeCount = try database.likeCount(postID: post.id)
        conversation.reshareCount = try database.reshareCount(postID: post.id)
        let pages = cut.pageCount(count)
        if pages > 0 { conversation.olderURL = SitePath.comments(post.guid, page: pages) }
        if count > 0 { conversation.feedURL = SitePath.commentsFeed(post.guid) }
        conversation.findableBy = author.diasporaID
        return conversation
    }

    func comments(
        _ guid: String, _ number: Int, _ page: SitePage, _ database: PublicTransaction
    ) throws -> [OutputFile] {
        guard let post = try database.post(guid: guid) else { return [] }
        let cut = ListCut.comments
        let pages = cut.pageCount(try database.commentCount(postID: post.id))
        guard number >= 1, number <= pages else { return [] }
        var conversation = ConversationValues(
            comments: try comments(of: post, cut.ranks(page: number), database))
        conversation.newerURL =
            number == pages ? SitePath.post(guid) : SitePath.comments(guid, page: number + 1)
        conversation.olderURL = number == 1 ? nil : SitePath.comments(guid, page: number - 1)
        let bytes = try CommentsPage(
            post: (SitePath.post(guid), post.name(in: frame.words)), number: number,
            url: SitePath.comments(guid, page: number), conversation: conversation
        ).render(in: frame)
        return [file(page, bytes)]
    }

    /// Renders the Atom feed of the newest comments of a post, newest first.
    func commentsFeed(_ guid: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let post = try database.post(guid: guid) else { return [] }
        let count = try database.commentCount(postID: post.id)
        guard count > 0 else { return [] }
        let newest = try database.comments(
            postID: post.id, ranks: max(1, count - CommentsFeedCut.size + 1)...count)
        let address = frame.absolute(SitePath.commentsFeed(guid))
        let feed = AtomFeed(
            id: address,
            title: frame.words.text(.commentsFeed, ["title": post.name(in: frame.words)]),
            updated: Date(seconds: newest.map(\.createdAt).max() ?? post.createdAt),
            language: frame.words.language,
            links: [.itself(address), .page(frame.absolute(SitePath.post(guid)))],
            generator: AtomGenerator(name: "Dandelion", version: ProgramVersion.number),
            entries: try newest.reversed().map {
                try $0.entry(
                    post: guid, author: commenter($0.authorID, database), site: frame)
            })
        return [file(page, feed.document())]
    }

    /// Renders the page of one comment; returns no file if the comment is short enough for the
    /// lists.
    func comment(
        _ guid: String, on postGUID: String, _ page: SitePage, _ database: PublicTransaction
    ) throws -> [OutputFile] {
        guard let post = try database.post(guid: postGUID),
            let comment = try database.comment(guid: guid, postID: post.id), comment.isCut
        else { return [] }
        let bytes = try LongCommentPage(
            post: (SitePath.post(postGUID), post.name(in: frame.words)),
            url: SitePath.comment(postGUID, guid: guid),
            comment: CommentValues(
                guid: comment.guid, author: try commenter(comment.authorID, database),
                published: Date(seconds: comment.createdAt),
                bodyHTML: try database.wholeHTML(commentID: comment.id) ?? "",
                likeCount: comment.likeCount)
        ).render(in: frame)
        return [file(page, bytes)]
    }

    func document(_ guid: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        try database.document(guid: guid).map { [file(page, $0)] } ?? []
    }

    func commentsFeedLinks(
        _ post: PublicPost, _ conversation: ConversationValues
    ) -> [PageFrame.FeedLink] {
        guard conversation.feedURL != nil else { return [] }
        let title = frame.words.text(.commentsFeed, ["title": post.name(in: frame.words)])
        return links(SitePath.post(post.guid) + "/comments", title: title, hasJSON: false)
    }

    /// Returns the author and the address of a reshare's original; a link to a post of this pod
    /// leads to an existing page.
    func reshared(
        _ post: PublicPost, _ database: PublicTransaction
    ) throws -> PostValues.Reshared? {
        guard let reshared = post.reshared else { return nil }
        guard let guid = reshared.guid, let author = reshared.author else {
            return PostValues.Reshared(author: "", url: nil)
        }
        let authority = String(author.drop { $0 != "@" }.dropFirst())
        guard authority == context.settings.authority else {
            return PostValues.Reshared(
                author: author, url: "https://" + authority + SitePath.post(guid))
        }
        let isThere = try database.post(guid: guid) != nil
        return PostValues.Reshared(author: author, url: isThere ? SitePath.post(guid) : nil)
    }

    // MARK: - Comments

    private func comments(
        of post: PublicPost, _ ranks: ClosedRange<Int>?, _ database: PublicTransaction
    ) throws -> [CommentValues] {
        guard let ranks else { return [] }
        return try database.comments(postID: post.id, ranks: ranks).map { comment in
            CommentValues(
                guid: comment.guid, author: try commenter(comment.authorID, database),
                published: Date(seconds: comment.createdAt), bodyHTML: comment.html,
                wholeURL: comment.isCut
                    ? SitePath.comment(post.guid, guid: comment.guid) : nil,
                likeCount: comment.likeCount)
        }
    }

    /// Returns the author of an answer, from the cache if possible, as a person often answers
    /// several times.
    private func commenter(
        _ id: Int64, _ database: PublicTransaction
    ) throws -> CommenterValues {
        if let known = commenters[id] { return known }
        if commenters.count >= Self.mostCommenters { commenters.removeAll() }
        let values =
            try database.answerer(id: id).map { answerer in
                answerer.values(
                    local: answerer.kind == .local ? try person(id, database) : nil)
            } ?? CommenterValues(name: "?", diasporaID: "", url: nil)
        commenters[id] = values
        return values
    }
}
