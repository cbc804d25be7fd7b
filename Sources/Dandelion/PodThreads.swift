import Blocking

/// The threads of a pod, by kind of work, so that work of one kind never waits for another's
/// (docs/decisions/0028-where-work-may-block.md).
struct PodThreads: Sendable {
    /// Answers to requests.
    let answering = BlockingExecutor(label: "answering", threads: 6)
    /// Reads, decrypts, verifies and stores what other pods sent.
    let receiving = BlockingExecutor(label: "receiving", threads: 4, niceness: niceness)
    /// Signs and sends to other pods, and asks them for what is missing.
    let sending = BlockingExecutor(label: "sending", threads: 4, niceness: niceness)
    /// Renders texts that no page of the public tree shows.
    let texts = BlockingExecutor(label: "texts", threads: 1, niceness: 2 * niceness)
    /// Writes pages, publishes drafts, sweeps up.
    let site = BlockingExecutor(label: "site", threads: 2, niceness: niceness)
    /// Compresses what is live already.
    let twins = BlockingExecutor(label: "twins", threads: 1, niceness: lowestPriority)

    /// People who wait for an answer go before work that nobody watches.
    private static let niceness: Int32 = 5
    private static let lowestPriority: Int32 = 19
}
