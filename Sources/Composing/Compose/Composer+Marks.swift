public import Diaspora
internal import Markdown
public import Store

extension Composer {
    /// The most tags that a user follows.
    private static let maximumFollowedTags = 500

    /// Hides a post from the user's lists, or saves it to be found again, or takes that back; nobody else learns of it.
    public func set(
        _ mark: PostMark, to isSet: Bool, on guid: GUID, as author: Author
    ) throws {
        try database.write { transaction in
            let post = try answerable(guid, as: author, in: transaction.reading)
            try transaction.set(
                mark, to: isSet, postID: post.id, userID: author.user.id, at: clock.now())
        }
    }

    /// Follows a tag: the user's stream of tags has the posts with it.
    public func followTag(_ name: String, of author: Author) throws {
        guard let tag = Hashtags.normalised(name) else { throw ComposeError.unusableTag(name) }
        try database.write { transaction in
            let limit = Self.maximumFollowedTags
            guard try transaction.reading.followedTagCount(userID: author.user.id) < limit else {
                throw ComposeError.tooManyFollowedTags(limit: limit)
            }
            try transaction.followTag(tag, userID: author.user.id, at: clock.now())
        }
    }

    public func unfollowTag(_ name: String, of author: Author) throws {
        guard let tag = Hashtags.normalised(name) else { return }
        try database.write { try $0.unfollowTag(tag, userID: author.user.id) }
    }
}
