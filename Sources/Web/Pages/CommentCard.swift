internal import Composing
internal import Store
internal import Theming

/// A comment as the page of its post shows it; a very long one with its beginning, and a link to its own page if it has one.
struct CommentCard {
    let comment: ReadableComment
    let post: PostCard

    var values: TemplateRecord {
        [
            "anchor": CommentValues.anchor(guid: comment.guid),
            "author": PersonLink(comment.author).values(post.frame.words),
            "moment": post.frame.moment(comment.createdAt),
            "body": body, "likes": likes, "own": own,
        ]
    }

    private var likes: String {
        guard comment.likeCount > 0 else { return "" }
        return post.frame.words.plural(.likes, count: comment.likeCount)
    }

    /// The reader's like, and the right to delete; nothing while the text is still to be rendered.
    private var own: TemplateRecord {
        guard case .html = comment.body else { return ["address": ""] }
        let mayDelete = [comment.author.id, post.post.author.id].contains(post.readerID)
        return [
            "address": AppPath.comment(comment.guid), "isLiked": comment.isLiked,
            "mayDelete": mayDelete,
        ]
    }

    private var body: TemplateRecord {
        switch comment.body {
        case .html(let html, let beginning):
            [
                "html": beginning ?? html,
                "whole": beginning == nil ? "" : wholeAddress,
            ]
        case .waiting(let text): ["plain": text]
        }
    }

    /// The public page of a long comment; there is none on a limited post or one of another pod.
    private var wholeAddress: String {
        guard post.post.isPublic, post.post.author.isHere else { return "" }
        return SitePath.comment(post.post.guid, guid: comment.guid)
    }
}
