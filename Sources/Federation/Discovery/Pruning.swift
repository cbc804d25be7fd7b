internal import Diaspora
internal import Foundation
internal import Markdown
public import Store

/// The removal of rows to which nothing refers: people of other pods with their keys, and pods
/// without known people. The counts of their dropped messages are added to a common total. Attack
/// 69.
///
/// Everything is done in batches, each of which leaves others the time to write. Tombstones stay for ever,
/// and so do their authors.
public struct Pruning: Sendable {
    /// The outcome of pruning; of a dry run, the rows that would be deleted.
    public struct Report: Sendable, Equatable {
        /// The number of people.
        public var people = 0
        /// The number of pods.
        public var pods = 0
    }

    /// The time for which people just discovered are kept, in seconds: messages from them may be on their way.
    static let patience: TimeInterval = 86_400
    static let batchSize = 500
    private static let dayKey = "federation.pruned"

    private let database: PodDatabase
    private let clock: PodClock

    public init(database: PodDatabase, clock: PodClock) {
        self.database = database
        self.clock = clock
    }

    /// Prunes if nobody did on this day.
    ///
    /// - Returns: The numbers of deleted rows; nil if pruning was done before on this day.
    public func runDaily() throws -> Report? {
        let today = clock.today
        guard try database.read({ try $0.state(Self.dayKey) }) != today else { return nil }
        try database.write { try $0.setState(Self.dayKey, today) }
        return try run()
    }

    /// - Parameter isDryRun: Whether everything stays.
    public func run(isDryRun: Bool = false) throws -> Report {
        let date = clock.now().addingTimeInterval(-Self.patience)
        var report = Report()
        let people = try prunePeople(knownBefore: date, isDryRun, &report)
        try prunePods(knownBefore: date, leavingOut: people, isDryRun, &report)
        if !isDryRun {
            try recount()
            let month = clock.now().addingTimeInterval(-30 * 86_400)
            try database.write { try $0.forgetKnownAddresses(heardBefore: month) }
        }
        return report
    }

    /// Deletes people to whom nothing refers, batch by batch.
    ///
    /// - Returns: The IDs of people who would be deleted, if this is a dry run.
    private func prunePeople(
        knownBefore date: Date, _ isDryRun: Bool, _ report: inout Report
    ) throws -> [Int64] {
        let drafted = try database.read(mentionedInDrafts)
        var (last, going): (Int64, [Int64]) = (0, [])
        while let batch = try database.read({
            try $0.unreferencedPeople(after: last, limit: Self.batchSize, knownBefore: date)
        }) {
            last = batch.last
            let ids = batch.ids.filter { !drafted.contains($0) }
            if isDryRun {
                going += ids
                report.people += ids.count
            } else if !ids.isEmpty {
                report.people += try database.write {
                    try $0.prunePeople(ids, knownBefore: date)
                }
            }
        }
        return going
    }

    /// Returns the people mentioned in drafts, whose mentions are stored only when they are
    /// published.
    private func mentionedInDrafts(_ database: ReadTransaction) throws -> Set<Int64> {
        let texts = try database.draftTextsWithMentions()
        return Set(
            try texts.flatMap { TextNames(in: $0).mentions }.compactMap { id in
                try DiasporaID(id).flatMap { try database.person($0)?.id }
            })
    }

    private func prunePods(
        knownBefore date: Date, leavingOut people: [Int64], _ isDryRun: Bool,
        _ report: inout Report
    ) throws {
        var last = ""
        while let batch = try database.read({
            try $0.unreferencedPods(
                after: last, limit: Self.batchSize, knownBefore: date, leavingOut: people)
        }) {
            last = batch.last
            if isDryRun {
                report.pods += batch.authorities.count
            } else if !batch.authorities.isEmpty {
                report.pods += try database.write {
                    try $0.prunePods(batch.authorities, knownBefore: date)
                }
            }
        }
    }

    /// Counts again what strangers have left: some of it may have gone, or be of people who were added.
    private func recount() throws {
        var last = ""
        while true {
            let pods = try database.read {
                try $0.podsWithStrangers(after: last, limit: Self.batchSize)
            }
            guard let end = pods.last else {
                return try database.write { try $0.sumStrangerUsage() }
            }
            for pod in pods {
                let usage = try database.read {
                    try $0.countStrangers(of: pod, unrendered: StrangerQuota.unrendered)
                }
                try database.write { try $0.lowerStrangerUsage(to: usage, of: pod) }
            }
            last = end
        }
    }
}
