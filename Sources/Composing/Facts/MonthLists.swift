internal import Foundation
public import Store
internal import Theming

/// The lists of months, kept in the pod's time zone: in another zone, posts close to the turn of a
/// month belong to its neighbour.
///
/// No post may be added to or removed from a list before ``run(_:)``.
public struct MonthLists {
    let lists: PostLists
    let clock: PodClock

    private static let key = "site.timeZone"

    init(lists: PostLists, clock: PodClock) {
        self.lists = lists
        self.clock = clock
    }

    public init(settings: SiteSettings, clock: PodClock) {
        let dates = DateWords(language: settings.language, timeZone: settings.timeZone)
        self.init(lists: PostLists(dates: dates), clock: clock)
    }

    /// Refills the lists if the time zone changed; starts a write transaction only then.
    public func run(_ database: PodDatabase) throws {
        guard try database.read({ try $0.state(Self.key) }) != timeZone else { return }
        try database.write { try refill(in: $0) }
    }

    /// Fills the lists if they were filled for another zone, or for an unknown one, and enqueues
    /// every page if a list changed.
    func refill(in transaction: WriteTransaction) throws {
        guard try transaction.reading.state(Self.key) != timeZone else { return }
        if try transaction.refillMonths(lists.month) {
            try transaction.siteChanged(guid: "", at: clock.now())
        }
        try transaction.setState(Self.key, timeZone)
    }

    private var timeZone: String { lists.dates.timeZone.identifier }
}
