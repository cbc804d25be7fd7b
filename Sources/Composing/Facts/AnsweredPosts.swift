/// The posts that were answered in a transaction, gathered: however many comments came for a post, they are one
/// event for its pages.
final class AnsweredPosts {
    private var newComments: [Int64: Int] = [:]
    private var counted: Set<Int64> = []

    /// The numbers of new comments by the ID of their post, in its order.
    var commentCounts: [(postID: Int64, count: Int)] {
        newComments.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The IDs of posts whose counts changed and that got no new comment.
    var countedAlone: [Int64] { counted.subtracting(newComments.keys).sorted() }

    func addComment(toPostID postID: Int64) {
        newComments[postID, default: 0] += 1
    }

    /// Adds a like of the post, a vote, a reshare.
    func addCount(toPostID postID: Int64) {
        counted.insert(postID)
    }

    func add(_ other: AnsweredPosts) {
        newComments.merge(other.newComments, uniquingKeysWith: +)
        counted.formUnion(other.counted)
    }
}
