public import Foundation

/// What a function of the pipeline may not take from the machine by itself: time and chance.
public struct PodClock: Sendable {
    public let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date) {
        self.now = now
    }

    /// The day in UTC: `2026-05-12`.
    public var today: String { now().formatted(.iso8601.year().month().day()) }

    public static let system = PodClock { Date() }
}
