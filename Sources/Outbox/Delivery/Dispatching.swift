/// A dispatcher of any channel, as ``DeliveryWorker`` runs it.
public protocol Dispatching: Sendable {
    /// Plans and delivers until nothing can go now.
    ///
    /// - Returns: Whether anything was done.
    @discardableResult
    func run() async throws -> Bool

    /// Looks for new work, though what is in flight has not ended: one slow host delays no other.
    func wake()

    /// Removes what is known of messages delivered long ago, once a day; of posts it is kept.
    ///
    /// - Returns: Whether it was time.
    func forgetOldDeliveries() throws -> Bool

    /// Logs what was done since the last line.
    ///
    /// - Parameter isLast: Whether to log it however soon after that.
    func tell(isLast: Bool)
}
