internal import Blocking
internal import Composing
internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Logging
internal import Store
internal import Workers

/// The signing of outgoing messages, in the background and once each: a signature takes as long as
/// sixty verifications.
struct EnvelopeSigner: Sendable {
    private static let batchSize = 64

    private let context: PodContext
    private let keys: KeyRing
    private let logger: Logger
    private let logged = LogDeduplicator()

    private var database: PodDatabase { context.database }

    init(context: PodContext, keys: KeyRing, logger: Logger) {
        self.context = context
        self.keys = keys
        self.logger = logger
    }

    /// The row for which an envelope is signed.
    private enum Target: Sendable {
        case post(UnsignedPost, GUID)
        case payload(Int64)
    }

    private struct Letter: Sendable {
        let xml: [UInt8]
        let sender: DiasporaID
        let key: RSAPrivateKey
    }

    /// The reason why there is no envelope; signing is retried later.
    private struct Obstacle: Error {
        let reason: String
    }

    private struct Task: Sendable {
        let target: Target
        let letter: Result<Letter, Obstacle>
    }

    /// Signs some of what waits, and puts off what cannot be signed.
    ///
    /// - Returns: The number of messages processed.
    func run() throws -> Int {
        let now = context.clock.now()
        let tasks = try database.read { database in
            try payloads(database, at: now) + posts(database, at: now)
        }
        guard !tasks.isEmpty else { return 0 }
        let envelopes = Threads().map(tasks) { task in task.letter.flatMap(Self.envelope) }
        try database.write { transaction in
            for (task, envelope) in zip(tasks, envelopes) {
                switch envelope {
                case .success(let bytes): try store(bytes, of: task.target, in: transaction)
                case .failure(let obstacle):
                    try putOff(
                        task.target, until: now.addingTimeInterval(RetrySchedule.signingPause),
                        obstacle.reason,
                        in: transaction)
                }
            }
        }
        return tasks.count
    }

    /// Returns the tasks for unsigned public posts, whose envelopes are their documents too.
    private func posts(_ database: ReadTransaction, at date: Date) throws -> [Task] {
        let mapping = EntityMapping(settings: context.settings, database: database)
        return try database.unsignedPosts(limit: Self.batchSize, at: date).compactMap { unsigned in
            guard let post = try database.post(id: unsigned.postID) else { return nil }
            return Task(
                target: .post(unsigned, post.guid),
                letter: try letter(
                    mapping.entity(of: post)?.xml, senderID: post.authorID, database))
        }
    }

    private func payloads(_ database: ReadTransaction, at date: Date) throws -> [Task] {
        try database.unsignedPayloads(limit: Self.batchSize, at: date).map { payload in
            Task(
                target: .payload(payload.id),
                letter: try letter(payload.xml, senderID: payload.senderID, database))
        }
    }

    private func letter(
        _ xml: [UInt8]?, senderID: Int64, _ database: ReadTransaction
    ) throws -> Result<Letter, Obstacle> {
        guard let xml, let sender = try database.person(id: senderID) else {
            return .failure(Obstacle(reason: "its author is gone"))
        }
        do {
            let key = try keys.privateKey(of: sender, in: database)
            return .success(Letter(xml: xml, sender: sender.diasporaID, key: key))
        } catch let error as KeyRingError {
            return .failure(Obstacle(reason: "\(error)"))
        }
    }

    private static func envelope(of letter: Letter) -> Result<[UInt8], Obstacle> {
        do {
            let envelope = try MagicEnvelope(
                signing: letter.xml, sender: letter.sender, key: letter.key)
            return .success(envelope.xml)
        } catch {
            return .failure(Obstacle(reason: "it cannot be signed: \(error)"))
        }
    }

    private func store(
        _ envelope: [UInt8], of target: Target, in transaction: WriteTransaction
    ) throws {
        switch target {
        case .payload(let id): try transaction.setEnvelope(envelope, payloadID: id)
        case .post(let post, let guid):
            guard let eventID = try transaction.setPublicEnvelope(envelope, of: post) else {
                return
            }
            // Its document is written before it is sent.
            try transaction.wantPage(
                "\(SitePage.document(guid: guid.string))", stage: 1, priority: 0,
                eventID: eventID)
        }
    }

    private func putOff(
        _ target: Target, until date: Date, _ reason: String, in transaction: WriteTransaction
    ) throws {
        // Said once, not every few minutes.
        if logged.isNew(reason) {
            logger.error("a message cannot be signed", metadata: ["error": "\(reason)"])
        }
        switch target {
        case .payload(let id):
            try transaction.postponeSigning(payloadID: id, until: date, reason: reason)
        case .post(let post, _):
            try transaction.postponeSigning(of: post, until: date, reason: reason)
        }
    }
}
