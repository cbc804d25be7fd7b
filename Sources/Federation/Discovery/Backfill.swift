internal import Composing
internal import Diaspora
internal import Foundation
internal import Logging
public import Store

/// The fetching of a person's public posts that were written before anybody here knew the person.
/// Spec: diaspora* federation protocol, 2.11.
public struct Backfill: Sendable {
    /// The outcome of a backfill.
    public struct Report: Sendable, Equatable {
        /// The number of fetched posts.
        public var fetched = 0
        /// The errors, a sentence each.
        public var failures: [String] = []
    }

    /// Longest time that a round gives to one person; the one post that is being fetched is fetched to
    /// its end.
    private static let timeLimit = Duration.seconds(60)

    private let receiver: Receiver
    private let client: FederationClient
    private let uptime: @Sendable () -> ContinuousClock.Instant
    private let unfinished = UnfinishedBackfills()

    /// - Parameter uptime: The clock that rounds are measured by.
    public init(
        receiver: Receiver, client: FederationClient,
        uptime: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.receiver = receiver
        self.client = client
        self.uptime = uptime
    }

    /// Fetches the posts of people with whom somebody here has begun to share, once each. Those
    /// whose pods are slow are continued in a later round, after the others.
    ///
    /// - Returns: The number of people.
    public func runDue(limit: Int = 5) async throws -> Int {
        let rests = unfinished.take(limit: limit)
        let due = try receiver.context.database.read { try $0.peopleToBackfill(limit: limit) }
        try await withThrowingDiscardingTaskGroup { group in
            for person in due { group.addTask { try await begin(person) } }
            for rest in rests {
                group.addTask {
                    var report = Report()
                    try await goOn(rest, into: &report)
                }
            }
        }
        return due.count + rests.count
    }

    /// Fetches posts to which texts link.
    ///
    /// - Returns: The number of links.
    public func followLinks(limit: Int = 5) async throws -> Int {
        try await LinkFollower(receiver: receiver).runDue(limit: limit)
    }

    /// Fetches all of a person's posts, however long it takes.
    public func run(_ person: Person) async throws -> Report {
        var report = Report()
        for guid in try await list(person, into: &report) {
            try await fetch(guid, by: person, into: &report)
        }
        return report
    }

    // MARK: - In rounds

    private func begin(_ person: Person) async throws {
        var report = Report()
        let posts = try await list(person, into: &report)
        try await goOn(.init(person: person, posts: posts[...]), into: &report)
    }

    private func goOn(_ rest: UnfinishedBackfills.Rest, into report: inout Report) async throws {
        var rest = rest
        // In case of an error too: what is left does not belong to it.
        defer { if !rest.posts.isEmpty { unfinished.append(rest) } }
        let end = uptime().advanced(by: Self.timeLimit)
        while !Task.isCancelled, uptime() < end, let guid = rest.posts.popFirst() {
            try await fetch(guid, by: rest.person, into: &report)
        }
        log(report, of: rest.person)
    }

    private func log(_ report: Report, of person: Person) {
        if report.fetched > 0 {
            receiver.logger.info(
                "got what a new contact wrote before",
                metadata: ["person": "\(person.diasporaID)", "posts": "\(report.fetched)"])
        }
        if !report.failures.isEmpty {
            receiver.logger.warning(
                "not everything that a new contact wrote before could be got",
                metadata: [
                    "person": "\(person.diasporaID)",
                    "failures": "\(report.failures.joined(separator: "; "))",
                ])
        }
    }

    // MARK: - One person

    /// Requests the list of a person's posts.
    ///
    /// - Returns: The public ones, oldest first.
    private func list(_ person: Person, into report: inout Report) async throws -> [GUID] {
        guard !person.isHere else { return [] }
        // Whatever comes of it: a pod that does not list posts is asked again by `federation fetch` alone.
        try receiver.context.database.write { transaction in
            try transaction.setBackfilled(personID: person.id, at: receiver.context.clock.now())
        }
        do {
            let stream = try PersonStream(
                reading: Data(
                    try await client.get(
                        client.pod(of: person.diasporaID).stream(person: person.guid),
                        of: person.diasporaID, accept: "application/json",
                        maximumBytes: PersonStream.maximumBytes)))
            return stream.guids(of: person.guid).reversed()
        } catch {
            report.failures.append("their posts could not be listed: \(error)")
            return []
        }
    }

    /// Fetches one post, if it is not here and was not deleted.
    private func fetch(_ guid: GUID, by person: Person, into report: inout Report) async throws {
        let isKnown = try receiver.context.database.read { database in
            try database.post(guid) != nil
                || database.isDeleted(guid, .post, by: person.id)
        }
        guard !isKnown else { return }
        if let failure = await receiver.fetchPost(guid, by: person.diasporaID) {
            report.failures.append("\(guid): \(failure)")
        } else {
            report.fetched += 1
        }
    }
}
