internal import Foundation

/// How much may wait to be looked at for the first time. Attack 21.
public struct InboxLimits: Sendable, Equatable {
    public var entries: Int
    public var bytes: Int
    /// The part that one address may hold of what the others leave.
    public var share: Double
    /// The part that is kept for addresses from which people whom somebody here added were heard lately, so
    /// that nobody closes the inbox to them, from however many addresses.
    public var reserve: Double
    /// Bytes of one request.
    public var bodyBytes: Int

    public init(
        entries: Int = 10_000, bytes: Int = 64 << 20, share: Double = 0.1, reserve: Double = 0.25,
        bodyBytes: Int = 4 << 20
    ) {
        self.entries = entries
        self.bytes = bytes
        self.share = share
        self.reserve = reserve
        self.bodyBytes = bodyBytes
    }
}
