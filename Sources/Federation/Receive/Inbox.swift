internal import Cryptography
public import Diaspora
internal import Foundation
public import Store
internal import Synchronization

/// Takes what other pods post: a request is answered once its bytes are on disk.
///
/// One commit takes all requests that came while the one before was syncing. What equals an entry that is not done
/// with yet is answered like the first of them, and no entry of its own. Attack 64.
public final class Inbox: Sendable {
    private let database: PodDatabase
    /// Whose connections no worker holds: requests are answered with it.
    private let answers: PodDatabase
    private let limits: InboxLimits
    private let clock: PodClock
    private let queue = DispatchQueue(label: "dandelion.inbox")
    private let state = Mutex(State())
    private let recipients = Mutex<[GUID: Int64]>([:])
    private let (arrivals, arrived) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private struct Request {
        let entry: NewInboxEntry
        let answer: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var waiting: [Request] = []
        var isWriting = false
        /// What waits to be looked at, by address, as it was when it was counted.
        var loads: [String: InboxLoad] = [:]
        var total = InboxLoad()
        /// Addresses of people whom somebody here added, as they were when it was counted.
        var known: Set<String> = []
        /// Pods of which nothing is taken, as they were when it was counted.
        var blocked: Set<String> = []
        var countedAt = Date(timeIntervalSince1970: 0)
    }

    /// - Parameter answers: The database by connections of its own, if workers of this process use the
    ///   other's.
    public init(
        database: PodDatabase, answers: PodDatabase? = nil, limits: InboxLimits, clock: PodClock
    ) {
        self.database = database
        self.answers = answers ?? database
        self.limits = limits
        self.clock = clock
    }

    /// Yields whenever something came in.
    public var signals: AsyncStream<Void> { arrivals }

    /// Tells the workers that there may be something to do.
    public func signal() { arrived.yield() }

    /// - Parameters:
    ///   - recipient: The person whose inbox it is; nil for the public one.
    ///   - address: Where it came from.
    /// - Throws: ``InboxRefusal``, ``StoreError``.
    public func accept(
        _ body: [UInt8], for recipient: GUID? = nil, from address: String
    ) async throws {
        let recipientID = try recipient.map(personID)
        let entry = NewInboxEntry(
            recipientID: recipientID, body: body, address: address,
            digest: Self.digest(body, recipientID: recipientID))
        try await withCheckedThrowingContinuation { answer in
            let starts = state.withLock { state -> Bool in
                state.waiting.append(Request(entry: entry, answer: answer))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if starts { queue.async { self.writeAll() } }
        }
    }

    /// Returns half a SHA-256 of bytes and recipient: another message of the same cannot be found.
    private static func digest(_ body: [UInt8], recipientID: Int64?) -> [UInt8] {
        let digest = SHA256Digest(of: body)
        guard let recipientID else { return Array(digest.bytes.prefix(16)) }
        return Array(SHA256Digest(of: "\(digest) \(recipientID)").bytes.prefix(16))
    }

    private func personID(_ guid: GUID) throws -> Int64 {
        if let known = recipients.withLock({ $0[guid] }) { return known }
        // Closed people too: whoever writes to them is told that they are gone (protocol, 2.18).
        guard let person = try answers.read({ try $0.person(guid) }), person.isHere else {
            throw InboxRefusal.unknownRecipient
        }
        recipients.withLock { $0[guid] = person.id }
        return person.id
    }

    /// Requests written at once that make a storm.
    private static let storm = 8
    /// For which a storm's next requests wait for company.
    private static let gathering: TimeInterval = 0.001

    /// Writes what waits until nothing does.
    private func writeAll() {
        while true {
            let requests = state.withLock { state -> [Request] in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isWriting = false }
                return state.waiting
            }
            guard !requests.isEmpty else { return }
            write(requests)
            // Those answered bring the next ones, and the disk takes as long for one as for all.
            if requests.count >= Self.storm { Thread.sleep(forTimeInterval: Self.gathering) }
        }
    }

    private func write(_ requests: [Request]) {
        do {
            try recount()
            var taken: [Request] = []
            for request in requests {
                if let refusal = refusal(request.entry) {
                    request.answer.resume(throwing: refusal)
                } else {
                    taken.append(request)
                }
            }
            guard !taken.isEmpty else { return }
            do {
                let areNew = try database.write { transaction in
                    try transaction.insertInboxEntries(taken.map(\.entry), at: clock.now())
                }
                forget(zip(taken, areNew).compactMap { $1 ? nil : $0.entry })
            } catch {
                forget(taken.map(\.entry))
                for request in taken { request.answer.resume(throwing: error) }
                return
            }
            for request in taken { request.answer.resume() }
            arrived.yield()
        } catch {
            for request in requests { request.answer.resume(throwing: error) }
        }
    }

    /// Counts what waits, at most once a second: the workers take it away meanwhile.
    private func recount() throws {
        let now = clock.now()
        let isOld = state.withLock { abs($0.countedAt.timeIntervalSince(now)) >= 1 }
        guard isOld else { return }
        let (loads, known, blocked) = try answers.read { database in
            (
                try database.inboxLoads(), Set(try database.knownAddresses()),
                Set(try database.blockedPods().map(\.name))
            )
        }
        state.withLock { state in
            state.loads = loads
            state.known = known
            state.blocked = blocked
            state.total = loads.values.reduce(into: InboxLoad(), +=)
            state.countedAt = now
        }
    }

    /// Counts an entry, or says why it is not taken.
    ///
    /// An address may hold its share of what the others leave, not of everything, the new entry counted: so no few of
    /// them fill the inbox. What is kept for known addresses only these may fill. Attack 64.
    private func refusal(_ entry: NewInboxEntry) -> InboxRefusal? {
        state.withLock { state in
            if !state.blocked.isEmpty, entry.recipientID == nil,
                let sender = MagicEnvelope.claimedSender(in: entry.body),
                sender.pod.names.contains(where: state.blocked.contains)
            {
                return .blocked
            }
            let new = InboxLoad(entries: 1, bytes: entry.body.count)
            let part = state.known.contains(entry.address) ? 1 : 1 - limits.reserve
            let allowed = InboxLoad(
                entries: Int(Double(limits.entries) * part),
                bytes: Int(Double(limits.bytes) * part))
            var own = state.loads[entry.address] ?? InboxLoad()
            let others = InboxLoad(
                entries: state.total.entries - own.entries, bytes: state.total.bytes - own.bytes)
            own += new
            guard others.entries + own.entries <= allowed.entries,
                others.bytes + own.bytes <= allowed.bytes
            else { return .full }
            // One entry is a share, however little the others leave.
            let isMoreThanShare =
                Double(own.bytes) > Double(allowed.bytes - others.bytes) * limits.share
                || own.entries > 1
                    && Double(own.entries) > Double(allowed.entries - others.entries) * limits.share
            guard !isMoreThanShare else { return .tooMuchOfOne }
            state.loads[entry.address] = own
            state.total += new
            return nil
        }
    }

    /// Takes back the count of entries of which there is no row.
    private func forget(_ entries: [NewInboxEntry]) {
        guard !entries.isEmpty else { return }
        state.withLock { state in
            for entry in entries {
                state.loads[entry.address]?.entries -= 1
                state.loads[entry.address]?.bytes -= entry.body.count
                state.total.entries -= 1
                state.total.bytes -= entry.body.count
            }
        }
    }
}
