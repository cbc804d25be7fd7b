internal import Store

/// The counts for `/statistics` and NodeInfo, made once a day: nothing in the tree depends on the
/// time of a build.
struct DailyStatistics {
    let database: PodDatabase
    let clock: PodClock

    private static let key = "statistics.day"

    /// Counts if this day was not counted yet, and enqueues the pages if a count changed.
    func run() throws {
        let today = clock.today
        guard try database.read({ try $0.state(Self.key) }) != today else { return }
        try database.write { transaction in
            if try transaction.updateStatistics() {
                for page in [SitePage.statistics] + SitePage.nodeInfos {
                    try transaction.wantPage("\(page)", stage: page.stage, priority: 2)
                }
            }
            try transaction.setState(Self.key, today)
        }
    }
}

extension Composer {
    /// Runs the work that is done once a day, whether or not anybody is active.
    public func doDailyWork() throws {
        try DailyStatistics(database: database, clock: clock).run()
    }
}
