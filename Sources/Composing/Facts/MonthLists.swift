internal import Foundation
public import Store
internal import Theming

/// Keeps the lists of months those of the pod's time zone: in another one, posts close to the turn of
/// a month belong to its neighbour.
///
/// Nothing may put a post into a list, or take one out, before this was seen to.
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

    /// Takes the right to write only if there is something to do.
    public func run(_ database: PodDatabase) throws {
        guard try database.read({ try $0.state(Self.key) }) != timeZone else { return }
        try database.write { try refill(in: $0) }
    }

    /// Fills the lists if they were filled for another zone, or nobody knows for which one, and asks
    /// for every page if a list changed.
    func refill(in transaction: WriteTransaction) throws {
        guard try transaction.reading.state(Self.key) != timeZone else { return }
        if try transaction.refillMonths(lists.month) {
            try transaction.siteChanged(guid: "", at: clock.now())
        }
        try transaction.setState(Self.key, timeZone)
    }

    private var timeZone: String { lists.dates.timeZone.identifier }
}
