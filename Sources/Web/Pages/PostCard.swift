internal import Markdown
internal import Store
internal import Theming

/// A post as the template `card` shows it: its beginning in a list, whole on its own page.
struct PostCard {
    let post: ReadablePost
    let frame: AppFrame
    /// The person who reads; nil if nobody is signed in.
    let readerID: Int64?
    var isWhole = false

    /// The page of the post for people who are signed in.
    var address: String { AppPath.post(post.guid) }

    var values: TemplateRecord {
        let words = frame.words
        var values: TemplateRecord = [
            "anchor": anchor, "address": address, "author": PersonLink(post.author).values(words),
            "moment": frame.moment(post.createdAt), "isEdited": post.isEdited,
            "isPublic": post.isPublic, "aspects": post.aspects.joined(separator: ", "),
            "counts": counts(words), "own": own,
            // On a page of its own the title stands above.
            "title": isWhole ? "" : post.title ?? "", "place": post.place ?? "",
        ]
        if post.root == nil {
            values["content"] = content(post.html, isNSFW: post.isNSFW, post.photos)
        }
        switch post.root {
        case .known(let author, let html, let isNSFW, let photos):
            var root = content(html, isNSFW: isNSFW, photos)
            root["author"] = PersonLink(author).values(words)
            values["root"] = root
        case .missing: values["rootIsMissing"] = true
        case nil: break
        }
        if let poll = post.poll {
            values["poll"] = PollValues(poll: poll, anchor: anchor).values(words)
        }
        return values
    }

    private var anchor: String { "post~" + post.guid }

    /// Returns the values of the template `content`.
    private func content(
        _ html: String, isNSFW: Bool, _ photos: [ReadablePhoto]
    ) -> TemplateRecord {
        let beginning = isWhole ? nil : MarkupCut.cut(html)
        let pictures = photos.map { $0.picture(isAlone: photos.count == 1).values }
        return [
            "body": [
                "html": beginning ?? html, "whole": beginning == nil ? "" : address,
            ] as TemplateRecord,
            "isSensitive": isNSFW,
            "gallery": pictures.isEmpty ? "" : pictures.count == 1 ? "one" : "many",
            "photos": pictures,
        ]
    }

    private var own: TemplateRecord {
        let isAuthor = post.author.id == readerID
        return [
            "isLiked": post.own.isLiked, "isReshared": post.own.isReshared,
            "isFollowed": post.own.isFollowed, "isAuthor": isAuthor, "mayReshare": mayReshare,
            "hasText": post.root == nil, "isSaved": post.own.isSaved, "isHidden": post.own.isHidden,
        ]
    }

    /// Whether the reader can reshare the post, or the original that it shows: not their own, and once.
    private var mayReshare: Bool {
        guard post.isPublic, !post.own.isReshared, post.author.id != readerID else { return false }
        return switch post.root {
        case .known(let author, _, _, _): author.id != readerID
        case .missing: false
        case nil: true
        }
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
