internal import Store

/// New answers to posts of this pod, gathered over a transaction: however many comments came for a post,
/// they are one event for its pages.
final class ReceivedAnswers {
    private var newComments: [Int64: Int] = [:]
    private var counted: Set<Int64> = []

    func addComment(toPostID postID: Int64) {
        newComments[postID, default: 0] += 1
    }

    /// A like of the post, a vote, a reshare.
    func addCount(toPostID postID: Int64) {
        counted.insert(postID)
    }

    func add(_ other: ReceivedAnswers) {
        newComments.merge(other.newComments, uniquingKeysWith: +)
        counted.formUnion(other.counted)
    }

    func note(by composer: Composer, in transaction: WriteTransaction) throws {
        for (postID, count) in newComments.sorted(by: { $0.key < $1.key }) {
            guard let post = try transaction.reading.post(id: postID) else { continue }
            try composer.note(
                .newComments(count: count), to: post, isOwn: false, in: transaction)
        }
        for postID in counted.subtracting(newComments.keys).sorted() {
            guard let post = try transaction.reading.post(id: postID) else { continue }
            try composer.note(.count, to: post, isOwn: false, in: transaction)
        }
    }
}
