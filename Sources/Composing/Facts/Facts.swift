public import Foundation
public import Store

/// The facts of one transaction: each function records one, with its rows, the events for the pages that show it,
/// and the messages that tell of it.
///
/// Who may do something is decided before, by ``Composer`` for the users of this pod and by ``Reception`` for the
/// senders of messages; both record what follows here. No fact of its own is what only one side has: drafts, aspects and
/// the recipients of a post that is known here; pictures that come alone, the renewal of a person whose pod was set up
/// anew, answers that are refused.
public struct Facts {
    /// The place where something was done.
    public enum Origin: Sendable {
        /// A change on this pod, by somebody who waits for the page.
        case here
        /// A change on another pod, which sent it.
        case elsewhere
    }

    public let context: PodContext
    public let transaction: WriteTransaction
    let origin: Origin
    /// The posts of this pod whose pages are noted once, by ``notePages()``.
    let answered = AnsweredPosts()
    /// The budget for removing the answers to deleted posts.
    public let removals: SharedRemovalBudget

    public init(
        context: PodContext, transaction: WriteTransaction, origin: Origin,
        removals: SharedRemovalBudget = SharedRemovalBudget(.transaction)
    ) {
        self.context = context
        self.transaction = transaction
        self.origin = origin
        self.removals = removals
    }

    /// Returns the same facts with answered posts of their own, for a step that may be rolled back.
    public func gatheringAnew() -> Facts {
        Facts(
            context: context, transaction: transaction, origin: origin, removals: removals)
    }

    /// Adds the posts that were answered in a step that held.
    public func gather(_ step: Facts) { answered.add(step.answered) }

    public var database: ReadTransaction { transaction.reading }
    /// The current time of the pod's clock.
    public var now: Date { context.clock.now() }
    public var lists: PostLists { context.lists }
    var renderer: PostRenderer { context.renderer }

    /// The queue for messages to other pods, in the same transaction.
    public var outbox: MessageOutbox {
        MessageOutbox(settings: context.settings, clock: context.clock, transaction: transaction)
    }

    /// Enqueues the pages of all posts that were answered, one event a post.
    public func notePages() throws {
        for (postID, count) in answered.commentCounts {
            guard let post = try database.post(id: postID) else { continue }
            try note(.newComments(count: count), to: post)
        }
        for postID in answered.countedAlone {
            guard let post = try database.post(id: postID) else { continue }
            try note(.count, to: post)
        }
    }
}
