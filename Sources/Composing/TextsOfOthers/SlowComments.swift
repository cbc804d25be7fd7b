internal import Diaspora
public import Store

/// The comments that no build renders, as that may take a child process for seconds: ``TextWorker`` does. No page has
/// one until then, nor any place among the others.
public struct SlowComments {
    let transaction: WriteTransaction
    let clock: PodClock

    public init(transaction: WriteTransaction, clock: PodClock) {
        self.transaction = transaction
        self.clock = clock
    }

    private var database: ReadTransaction { transaction.reading }

    /// Leaves comments of the public site to the worker, and asks for the pages that may have shown them.
    public func leave(_ comments: [UnrenderedText]) throws {
        var rows: [Int64: [(comment: Comment, isTried: Bool)]] = [:]
        for comment in comments {
            // Another row may have its number by now.
            guard let row = try GUID(comment.guid).flatMap({ try database.comment($0) }),
                row.text == comment.text, try !database.isSlow(commentID: row.id)
            else { continue }
            rows[row.postID, default: []].append((row, comment.isTried))
        }
        for (postID, rows) in rows.sorted(by: { $0.key < $1.key }) {
            if let post = try database.post(id: postID) {
                try record(
                    .hiding(rows.map(\.comment.guid.string), onPost: post, in: database), post)
            }
            for row in rows {
                try transaction.setSlow(commentID: row.comment.id, isTried: row.isTried)
            }
        }
    }

    /// Asks for the pages of a comment whose HTML was stored just now.
    func show(_ comment: UnrenderedText) throws {
        guard let row = try GUID(comment.guid).flatMap({ try database.comment($0) }),
            let post = try database.post(id: row.postID)
        else { return }
        try record(.shown(row, onPost: post, in: database), post)
    }

    /// - Parameter change: Empty, if no page shows the post.
    private func record(_ change: SiteChange, _ post: Post) throws {
        guard change.answered != nil else { return }
        try transaction.insertEvent(
            kind: "postAnswered", guid: post.guid.string, before: try change.json(),
            createdAt: clock.now())
    }
}
