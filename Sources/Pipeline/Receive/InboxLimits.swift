internal import Foundation

/// How much may wait to be verified. Attack 21.
public struct InboxLimits: Sendable, Equatable {
    public var entries: Int
    public var bytes: Int
    /// The part of both that one address may hold.
    public var share: Double
    /// Bytes of one request.
    public var bodyBytes: Int

    public init(
        entries: Int = 10_000, bytes: Int = 64 << 20, share: Double = 0.1,
        bodyBytes: Int = 4 << 20
    ) {
        self.entries = entries
        self.bytes = bytes
        self.share = share
        self.bodyBytes = bodyBytes
    }
}
