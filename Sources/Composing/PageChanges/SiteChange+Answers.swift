internal import Diaspora
internal import Store

extension SiteChange {
    /// An answer to a post of this pod that was added or withdrawn.
    public struct Answered: Codable, Equatable {
        /// A comment's place among those of its post, in the order they came in.
        public struct Comment: Codable, Equatable {
            /// The comment's rank, from 1.
            public let rank: Int
            /// The number of comments before the event.
            public let countBefore: Int
            /// The number of comments after the event.
            public let countAfter: Int
            /// The GUIDs of those that may have pages of their own; `nil` in an event of an older
            /// version.
            public var longOnes: [String]?

            /// Whether the comment only looks different, in the same place.
            public var isTouch: Bool { countBefore == countAfter }
        }

        /// The GUID of the post.
        public let guid: String
        /// The comment's place; `nil` for answers that are only counted: likes of the post, reshares, votes.
        public var comment: Comment?
    }

    /// Returns the change for a like of the post, a reshare of it or a vote in its poll that was
    /// added, removed or changed.
    ///
    /// The change is empty for a post that is not in the tree, as are those of the functions below.
    ///
    /// - Parameter priority: 1 for what others did, 0 if somebody here waits for the page.
    static func answers(
        toPost post: Post, priority: Int = 1, in database: ReadTransaction
    ) throws -> SiteChange {
        try answered(Answered(guid: post.guid.string), priority, database)
    }

    /// Returns the change for stored comments: the last ones of the post, except slow ones, which
    /// get a place once they are rendered.
    static func added(
        _ number: Int, toPost post: Post, priority: Int = 1, in database: ReadTransaction
    ) throws -> SiteChange {
        let count = try database.quickCommentCount(postID: post.id)
        let place = Answered.Comment(
            rank: max(1, count - number + 1), countBefore: max(0, count - number),
            countAfter: count,
            longOnes: try database.longComments(
                among: number, postID: post.id, over: LongComment.maximumBytesOfShort))
        return try answered(Answered(guid: post.guid.string, comment: place), priority, database)
    }

    /// Returns the change for a comment that is about to be deleted; call this while its row still
    /// exists.
    static func removing(
        _ comment: Comment, fromPost post: Post, priority: Int = 1, in database: ReadTransaction
    ) throws -> SiteChange {
        guard try !database.isSlow(commentID: comment.id) else {
            return try answers(toPost: post, priority: priority, in: database)
        }
        let count = try database.quickCommentCount(postID: post.id)
        let place = Answered.Comment(
            rank: try database.rank(of: comment), countBefore: count, countAfter: count - 1,
            longOnes: longOnes(comment))
        return try answered(Answered(guid: post.guid.string, comment: place), priority, database)
    }

    /// Returns the change for a like of a comment that was added or removed.
    static func likes(
        ofComment comment: Comment, toPost post: Post, priority: Int = 1,
        in database: ReadTransaction
    ) throws -> SiteChange {
        guard try !database.isSlow(commentID: comment.id) else {
            return try answers(toPost: post, priority: priority, in: database)
        }
        let count = try database.quickCommentCount(postID: post.id)
        let place = Answered.Comment(
            rank: try database.rank(of: comment), countBefore: count, countAfter: count,
            longOnes: longOnes(comment))
        return try answered(Answered(guid: post.guid.string, comment: place), priority, database)
    }

    /// Returns the change for likes of a comment and of later ones that were added or removed: all
    /// pages from that of the first on, as if a comment before it had been removed.
    static func likes(
        ofCommentsFrom first: Comment, longOnes: [String], toPost post: Post, priority: Int = 1,
        in database: ReadTransaction
    ) throws -> SiteChange {
        let count = try database.quickCommentCount(postID: post.id)
        let place = Answered.Comment(
            rank: max(1, try database.rank(of: first)), countBefore: count + 1, countAfter: count,
            longOnes: longOnes)
        return try answered(Answered(guid: post.guid.string, comment: place), priority, database)
    }

    /// Returns the change for a slowly rendered comment that has now got its place.
    static func shown(
        _ comment: Comment, onPost post: Post, in database: ReadTransaction
    ) throws -> SiteChange {
        let count = try database.quickCommentCount(postID: post.id)
        let place = Answered.Comment(
            rank: try database.rank(of: comment), countBefore: count - 1, countAfter: count,
            longOnes: longOnes(comment))
        return try answered(Answered(guid: post.guid.string, comment: place), 1, database)
    }

    /// Returns the change for comments that are about to lose their places until they are rendered;
    /// call this before.
    ///
    /// - Parameter guids: Of comments of the post that are not slow yet.
    static func hiding(
        _ guids: [String], onPost post: Post, in database: ReadTransaction
    ) throws -> SiteChange {
        let count = try database.quickCommentCount(postID: post.id)
        let places = Answered.Comment(
            rank: 1, countBefore: count, countAfter: count - guids.count, longOnes: guids)
        return try answered(Answered(guid: post.guid.string, comment: places), 1, database)
    }

    private static func longOnes(_ comment: Comment) -> [String] {
        comment.text.utf8.count > LongComment.maximumBytesOfShort
            ? [comment.guid.string] : []
    }

    /// Returns the change for the signed document of a public post that was replaced or first
    /// signed.
    static func document(
        of post: Post, priority: Int = 1, in database: ReadTransaction
    ) throws -> SiteChange {
        var change = SiteChange()
        guard try database.isPublicPost(post.guid.string) else { return change }
        change.documents = [post.guid.string]
        change.priority = priority
        return change
    }

    /// Combines two changes, for an event that removes several answers at once.
    static func + (one: SiteChange, other: SiteChange) -> SiteChange {
        var sum = one
        sum.lists += other.lists
        sum.posts += other.posts
        sum.newPosts += other.newPosts
        sum.photos += other.photos
        sum.redirects += other.redirects
        sum.username = one.username.isEmpty ? other.username : one.username
        sum.answered = (one.answered ?? []) + (other.answered ?? [])
        sum.people = (one.people ?? []) + (other.people ?? [])
        sum.documents = (one.documents ?? []) + (other.documents ?? [])
        sum.priority = min(one.priority ?? 0, other.priority ?? 0)
        return sum
    }

    private static func answered(
        _ answered: Answered, _ priority: Int, _ database: ReadTransaction
    ) throws -> SiteChange {
        var change = SiteChange()
        guard try database.isPublicPost(answered.guid) else { return change }
        change.answered = [answered]
        change.priority = priority
        return change
    }
}
