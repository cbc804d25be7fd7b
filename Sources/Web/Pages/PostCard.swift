internal import Markdown
internal import Store
internal import Theming

/// A post as the template `card` shows it: its beginning in a list, whole on its own page.
struct PostCard {
    let post: ReadablePost
    let frame: AppFrame
    var isWhole = false

    /// The page of the post for people who are signed in.
    var address: String { AppPath.post(post.guid) }

    var values: TemplateRecord {
        let words = frame.words
        var values: TemplateRecord = [
            "anchor": CommentValues.anchor(guid: post.guid), "address": address,
            "author": PersonLink(post.author).values(words), "moment": frame.moment(post.createdAt),
            "isEdited": post.isEdited, "isPublic": post.isPublic,
            "aspects": post.aspects.joined(separator: ", "), "counts": counts(words),
            // On a page of its own the title stands above.
            "title": isWhole ? "" : post.title ?? "",
        ]
        if post.root == nil { values["body"] = body(post.html, isNSFW: post.isNSFW) }
        switch post.root {
        case .known(let author, let html, let isNSFW):
            values["root"] =
                [
                    "author": PersonLink(author).values(words),
                    "body": body(html, isNSFW: isNSFW),
                ] as TemplateRecord
        case .missing: values["rootIsMissing"] = true
        case nil: break
        }
        return values
    }

    /// Returns the values of the template `text`.
    private func body(_ html: String, isNSFW: Bool) -> TemplateRecord {
        let beginning = isWhole ? nil : MarkupCut.cut(html)
        return [
            "html": beginning ?? html, "isSensitive": isNSFW,
            "whole": beginning == nil ? "" : address,
        ]
    }

    private func counts(_ words: Words) -> TemplateRecord {
        var counts = TemplateRecord()
        for (name, key, count) in [
            ("comments", .comments, post.commentCount), ("likes", .likes, post.likeCount),
            ("reshares", .reshares, post.reshareCount),
        ] as [(String, PluralKey, Int)] where count > 0 {
            counts[name] = words.plural(key, count: count)
        }
        return counts
    }
}
