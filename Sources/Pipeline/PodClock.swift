public import Foundation

/// What a function of the pipeline may not take from the machine by itself: time and chance.
public struct PodClock: Sendable {
    public let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date) {
        self.now = now
    }

    public static let system = PodClock { Date() }
}
