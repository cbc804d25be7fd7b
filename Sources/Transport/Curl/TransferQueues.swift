/// The queues of deliveries and of fetches, each with places of its own: neither waits for the other.
///
/// A fetch counts for its host, whatever the port, as whoever has a host has all its ports. A delivery
/// counts for its origin: how many are on the way is for its caller to bound, which counts by pod.
struct TransferQueues {
    private var deliveries: TransferQueue
    private var fetches: TransferQueue

    init(_ settings: TransportSettings) {
        deliveries = TransferQueue(
            maximum: settings.maximumDeliveries,
            maximumPerOrigin: settings.maximumTransfersPerHost)
        fetches = TransferQueue(
            maximum: settings.maximumFetches,
            maximumPerOrigin: settings.maximumTransfersPerHost,
            maximumWaiting: settings.maximumWaitingFetches,
            maximumWaitingPerOrigin: settings.maximumWaitingFetchesPerHost)
    }

    /// Appends an order to the queue of its kind.
    ///
    /// - Returns: Whether there was room.
    mutating func append(_ order: TransferOrder) -> Bool {
        switch order.kind {
        case .deliver: deliveries.append(order.id, origin: order.url.origin)
        case .fetch: fetches.append(order.id, origin: "\(order.url.host)")
        }
    }

    /// Begins the next transfer, if one may begin.
    mutating func next() -> UInt64? {
        if let id = deliveries.next() { return id }
        return fetches.next()
    }

    /// Ends a transfer that `next` began.
    mutating func finish(_ order: TransferOrder) {
        switch order.kind {
        case .deliver: deliveries.finish(origin: order.url.origin)
        case .fetch: fetches.finish(origin: "\(order.url.host)")
        }
    }

    /// Removes a transfer that has not begun.
    mutating func remove(_ order: TransferOrder) {
        switch order.kind {
        case .deliver: deliveries.remove(order.id, origin: order.url.origin)
        case .fetch: fetches.remove(order.id, origin: "\(order.url.host)")
        }
    }
}
