internal import Composing
internal import Diaspora
internal import Foundation
internal import Logging
internal import Store

/// The fetching of posts on other pods to which received texts link, each once. Spec: diaspora*
/// federation protocol, 2.12, point 6.
struct LinkFollower {
    /// The time until a post is requested again, in seconds, also after a failure.
    private static let interval: TimeInterval = 86_400

    let receiver: Receiver

    private var database: PodDatabase { receiver.context.database }

    /// Fetches linked posts that are due.
    ///
    /// - Returns: The number of posts requested.
    func runDue(limit: Int) async throws -> Int {
        let now = receiver.context.clock.now()
        let limitDate = now.addingTimeInterval(-Self.interval)
        guard try database.read({ try $0.hasLinkedPosts(askedBefore: limitDate) }) else {
            return 0
        }
        let posts = try database.write { transaction in
            try transaction.takeLinkedPosts(limit: limit, at: now, forgettingBefore: limitDate)
        }
        await withTaskGroup { group in
            for post in posts { group.addTask { await follow(post) } }
        }
        return posts.count
    }

    private func follow(_ post: LinkedPost) async {
        // A database that cannot be read is no reason not to ask: storing it fails then.
        let isHere = try? database.read { try $0.post(post.guid) != nil }
        guard isHere != true, let failure = await receiver.fetchPost(post.guid, by: post.author)
        else { return }
        receiver.logger.info(
            "a linked post could not be got",
            metadata: ["guid": "\(post.guid)", "author": "\(post.author)", "reason": "\(failure)"])
    }
}
