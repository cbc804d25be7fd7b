internal import Diaspora
internal import Foundation
internal import Logging
public import Store

/// Gets the public posts of a person that were written before anybody here knew them.
/// Spec: diaspora* federation protocol, 2.11.
public struct Backfill: Sendable {
    public struct Report: Sendable, Equatable {
        public var fetched = 0
        public var failures: [String] = []
    }

    private let receiver: Receiver
    private let client: FederationClient

    public init(receiver: Receiver, client: FederationClient) {
        self.receiver = receiver
        self.client = client
    }

    /// Gets those of people whom somebody here has begun to share with, once each; and posts that a text
    /// links to.
    ///
    /// - Returns: How many people and links there were.
    public func runDue(limit: Int = 5) async throws -> Int {
        let links = try await LinkFollower(receiver: receiver).runDue(limit: limit)
        let due = try receiver.composer.database.read { try $0.peopleToBackfill(limit: limit) }
        for person in due {
            let report = try await run(person)
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
        return due.count + links
    }

    public func run(_ person: Person) async throws -> Report {
        var report = Report()
        guard !person.isHere else { return report }
        let database = receiver.composer.database
        // Whatever comes of it: a pod that does not list posts is asked again by `federation fetch` alone.
        try database.write { transaction in
            try transaction.setBackfilled(personID: person.id, at: receiver.composer.clock.now())
        }
        let stream: PersonStream
        do {
            stream = try PersonStream(
                reading: Data(
                    try await client.get(
                        client.pod(of: person.diasporaID).stream(person: person.guid),
                        of: person.diasporaID, accept: "application/json",
                        maximumBytes: PersonStream.maximumBytes)))
        } catch {
            report.failures.append("their posts could not be listed: \(error)")
            return report
        }
        for post in stream.posts.reversed()
        where post.isPublic && post.authorGUID == person.guid {
            let isKnown = try database.read { database in
                try database.post(post.guid) != nil
                    || database.isDeleted(post.guid, .post, by: person.id)
            }
            guard !isKnown else { continue }
            if let failure = await receiver.fetchPost(post.guid, by: person.diasporaID) {
                report.failures.append("\(post.guid): \(failure)")
            } else {
                report.fetched += 1
            }
        }
        return report
    }
}
