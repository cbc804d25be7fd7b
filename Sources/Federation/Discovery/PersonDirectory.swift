internal import Blocking
internal import Cryptography
public import Diaspora
internal import Foundation
public import Logging
public import Store
internal import Synchronization

/// The directory of people by their IDs, which discovers unknown people on their pods.
public final class PersonDirectory: Sendable {
    private let database: PodDatabase
    private let client: FederationClient
    private let clock: PodClock
    private let logger: Logger
    private let runs = Mutex<[DiasporaID: Task<Person, any Error>]>([:])
    private let failures = Mutex<[DiasporaID: (date: Date, error: DirectoryError)]>([:])

    /// Seconds in which a person that could not be found is not asked for again.
    private static let failureInterval: TimeInterval = 300
    private static let failureLimit = 10_000

    public init(
        database: PodDatabase, client: FederationClient, clock: PodClock, logger: Logger
    ) {
        self.database = database
        self.client = client
        self.clock = clock
        self.logger = logger
    }

    /// - Parameter isWanted: Whether somebody here asks for this very person: then whoever is here by the same GUID, and
    ///   was added by nobody here, gives it up.
    /// - Throws: ``DirectoryError``, ``StoreError``.
    public func person(_ id: DiasporaID, isWanted: Bool = false) async throws -> Person {
        if let known = try database.read({ try $0.person(id) }) { return known }
        if !isWanted, let failure = failures.withLock({ $0[id] }),
            abs(failure.date.timeIntervalSince(clock.now())) < Self.failureInterval
        {
            throw failure.error
        }
        do {
            return try await discover(id, isWanted: isWanted)
        } catch let error as DirectoryError where error != .blocked(id) && !error.isOverload {
            failures.withLock { failures in
                if failures.count >= Self.failureLimit { failures.removeAll() }
                failures[id] = (clock.now(), error)
            }
            throw error
        }
    }

    /// Requests a person's identity from their pod, whether they are known or not.
    ///
    /// A key that changed is taken over, as the pod that the ID names says so itself; and logged.
    public func discover(_ id: DiasporaID, isWanted: Bool = false) async throws -> Person {
        let task = runs.withLock { runs in
            if let running = runs[id] { return running }
            // Of no caller, so that it goes on for the others when one of them gives up waiting.
            let task = Task(executorPreference: BlockingExecutor.current) {
                try self.store(try await self.ask(id), isWanted: isWanted)
            }
            runs[id] = task
            return task
        }
        defer { runs.withLock { _ = $0.removeValue(forKey: id) } }
        return try await task.value
    }

    /// Requests a known person's key and GUID from their pod, and changes nothing.
    ///
    /// - Returns: nil if both are known so, or nothing is known of the person.
    public func change(of id: DiasporaID) async throws -> IdentityChange? {
        guard let known = try database.read({ try $0.person(id) }), !known.isHere else {
            return nil
        }
        let found = try await ask(id)
        let key = try database.read { try $0.publicKey(personID: known.id) } ?? ""
        let change = IdentityChange(
            id: id, known: .init(guid: known.guid, publicKey: key),
            found: .init(guid: found.guid, publicKey: found.publicKey))
        return change.known == change.found ? nil : change
    }

    /// Whether a person's pod says that they are gone; nil if it says nothing.
    func isGone(_ id: DiasporaID) async -> Bool? {
        do {
            _ = try await ask(id)
            return false
        } catch .notThere {
            return true
        } catch {
            return nil
        }
    }

    private func ask(_ id: DiasporaID) async throws(DirectoryError) -> DiscoveredPerson {
        let pod = client.pod(of: id)
        do {
            let finger = try WebFinger(
                reading: Data(
                    try await client.get(
                        pod.webFinger(id), of: id, accept: "application/jrd+json, application/json",
                        maximumBytes: WebFinger.maximumBytes)),
                for: id, isSecure: client.isSecure)
            let card = try HCard(
                reading: Data(
                    try await client.get(
                        finger.hCardURL, of: id, accept: "text/html",
                        maximumBytes: HCard.maximumBytes)), at: finger.pod)
            return DiscoveredPerson(webFinger: finger, hCard: card)
        } catch let error as FetchError {
            switch error {
            case .notThere: throw .notThere(id)
            case .blocked: throw .blocked(id)
            default: throw .unreachable(id, error)
            }
        } catch let error as DiscoveryError {
            throw .notBelieved(id, error)
        } catch {
            throw .unreadable(id)
        }
    }

    private func store(_ found: DiscoveredPerson, isWanted: Bool) throws -> Person {
        let now = clock.now()
        return try database.write { transaction in
            if let owner = try transaction.reading.person(found.guid),
                owner.diasporaID != found.id
            {
                // Which pod is right cannot be told; whom somebody here looks for can.
                guard isWanted, !owner.isHere,
                    try !transaction.reading.isAdded(personID: owner.id)
                else { throw DirectoryError.takenGUID(found.id) }
                logger.warning(
                    "two people name the same GUID; the one who was here loses it",
                    metadata: ["id": "\(found.id)", "other": "\(owner.diasporaID)"])
                try transaction.replaceGUID(personID: owner.id)
                try transaction.retryHeldInboxEntries(of: found.id)
            }
            try transaction.insertRemotePod(found.id.authority, at: now)
            let isUsual = found.pod.authority == client.pod(of: found.id).authority
            try transaction.setAddress(
                isUsual ? nil : found.pod.authority, ofPod: found.id.authority)
            if let known = try transaction.reading.person(found.id) {
                return try update(known, with: found, in: transaction)
            }
            let personID = try transaction.insertPerson(
                guid: found.guid, diasporaID: found.id, kind: .remote, createdAt: now)
            try transaction.insertKey(
                personID: personID, publicKey: found.publicKey, privateKey: nil, createdAt: now)
            try transaction.setProfile(
                profile(found), personID: personID, updatedAt: Date(seconds: 0))
            try transaction.addStrangerUsage(
                StrangerUsage(rows: 1, bytes: found.publicKey.utf8.count),
                of: found.id.authority)
            guard let person = try transaction.reading.person(id: personID) else {
                throw DirectoryError.unreadable(found.id)
            }
            return person
        }
    }

    private func update(
        _ known: Person, with found: DiscoveredPerson, in transaction: WriteTransaction
    ) throws -> Person {
        guard known.guid == found.guid else { throw DirectoryError.otherGUID(found.id) }
        if !known.isHere,
            try transaction.reading.publicKey(personID: known.id) != found.publicKey
        {
            logger.warning(
                "a person's key changed, as their pod says", metadata: ["id": "\(found.id)"])
            try transaction.setPublicKey(found.publicKey, personID: known.id)
            try transaction.retryHeldInboxEntries(of: known.diasporaID)
        }
        return known
    }

    private func profile(_ found: DiscoveredPerson) -> Profile {
        var profile = Profile()
        profile.firstName = found.firstName
        profile.lastName = found.lastName
        profile.imageURL = found.photos.large
        profile.imageURLMedium = found.photos.medium
        profile.imageURLSmall = found.photos.small
        profile.isSearchable = found.isSearchable
        return profile
    }
}
