internal import Composing
internal import Diaspora
internal import Store
internal import Theming

/// A post with a page of its conversation, as one reader may see them.
struct PostPage {
    /// Comments on a page.
    private static let pageSize = 50

    let post: ReadablePost
    private let comments: [ReadableComment]
    /// The reader's own comments that are still to be rendered.
    private let waiting: [ReadableComment]
    private let hasEarlier: Bool
    private let reach: PostReach
    private let readerID: Int64?

    /// Reads a post; nil if the reader may not read it.
    ///
    /// - Parameter before: The row of the comment before which the page ends; nil for the last page.
    init?(_ guid: GUID, before: Int64?, in visit: Visit) throws {
        let size = Self.pageSize
        let readerID = visit.readerID
        let read = try visit.read { database -> Self? in
            guard let post = try database.post(guid: guid.string) else { return nil }
            let comments = try database.comments(postID: post.id, before: before, limit: size + 1)
            return Self(
                post: post, comments: comments.suffix(size),
                waiting: before == nil
                    ? try database.waitingComments(postID: post.id, limit: size) : [],
                hasEarlier: comments.count > size,
                reach: try PostReach(of: post, for: readerID, in: database), readerID: readerID)
        }
        guard let read else { return nil }
        self = read
    }

    private init(
        post: ReadablePost, comments: [ReadableComment], waiting: [ReadableComment],
        hasEarlier: Bool, reach: PostReach, readerID: Int64?
    ) {
        self.post = post
        self.comments = comments
        self.waiting = waiting
        self.hasEarlier = hasEarlier
        self.reach = reach
        self.readerID = readerID
    }

    /// The values of the template `post`, but for those of its form.
    func values(_ frame: AppFrame) -> TemplateRecord {
        let card = PostCard(post: post, frame: frame, readerID: readerID, isWhole: true)
        var postValues = card.values
        if let sentence = reach.sentence(frame) { postValues["reach"] = sentence }
        if post.isPublic, post.author.isHere {
            postValues["publicAddress"] = SitePath.post(post.guid)
        }
        var values: TemplateRecord = [
            "post": postValues, "isUnanswered": post.commentCount == 0 && waiting.isEmpty,
            "comments": (comments + waiting).map { CommentCard(comment: $0, post: card).values },
        ]
        if hasEarlier, let first = comments.first {
            values["earlier"] = "\(card.address)?before=\(first.id)#answers"
        }
        return values
    }

    /// Returns the title of the page: that of the post, or the name of its author.
    func title(_ frame: AppFrame) -> String {
        post.title
            ?? frame.words.text(
                .appPostTitle, ["name": frame.joined([PersonLink(post.author).name])])
    }

    /// Names the readers of an answer.
    func readers(_ frame: AppFrame) -> String { reach.readers(frame) }
}
