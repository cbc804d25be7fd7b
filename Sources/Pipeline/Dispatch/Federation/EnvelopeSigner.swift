internal import Cryptography
internal import Diaspora
internal import Foundation
public import Logging
internal import Store

/// Signs what is to be sent, in the background and once: a signature takes as long as sixty
/// verifications.
public struct EnvelopeSigner: Sendable {
    private static let batchSize = 64

    private let composer: Composer
    private let keys: KeyRing
    private let logger: Logger
    private let complaints = Complaints()

    private var database: PodDatabase { composer.database }

    public init(composer: Composer, keys: KeyRing, logger: Logger) {
        self.composer = composer
        self.keys = keys
        self.logger = logger
    }

    private struct Task: Sendable {
        enum Target: Sendable {
            case post(UnsignedPost, GUID)
            case payload(Int64)
        }

        let target: Target
        let xml: [UInt8]
        let sender: DiasporaID
        let key: RSAPrivateKey
    }

    /// Signs some of what waits.
    ///
    /// - Returns: How many envelopes were made.
    public func run() throws -> Int {
        let tasks = try database.read { database in
            try payloads(database) + posts(database)
        }
        guard !tasks.isEmpty else { return 0 }
        let envelopes = Parallel.map(tasks) { task -> [UInt8]? in
            do {
                return try MagicEnvelope(signing: task.xml, sender: task.sender, key: task.key).xml
            } catch {
                logger.error("an envelope could not be signed", metadata: ["error": "\(error)"])
                return nil
            }
        }
        try database.write { transaction in
            for (task, envelope) in zip(tasks, envelopes) {
                guard let envelope else { continue }
                try store(envelope, of: task.target, in: transaction)
            }
        }
        return envelopes.count { $0 != nil }
    }

    private func store(
        _ envelope: [UInt8], of target: Task.Target, in transaction: WriteTransaction
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

    /// Public posts, whose envelopes are their documents too.
    private func posts(_ database: ReadTransaction) throws -> [Task] {
        let mapping = EntityMapping(settings: composer.settings, database: database)
        return try database.unsignedPosts(limit: Self.batchSize).compactMap { unsigned in
            guard let post = try database.post(id: unsigned.postID),
                let entity = try mapping.entity(of: post)
            else { return nil }
            return try task(
                .post(unsigned, post.guid), entity.xml, senderID: post.authorID, database)
        }
    }

    private func payloads(_ database: ReadTransaction) throws -> [Task] {
        try database.unsignedPayloads(limit: Self.batchSize).compactMap { payload in
            try task(.payload(payload.id), payload.xml, senderID: payload.senderID, database)
        }
    }

    private func task(
        _ target: Task.Target, _ xml: [UInt8], senderID: Int64, _ database: ReadTransaction
    ) throws -> Task? {
        guard let sender = try database.person(id: senderID) else { return nil }
        do {
            return Task(
                target: target, xml: xml, sender: sender.diasporaID,
                key: try keys.privateKey(of: sender, in: database))
        } catch let error as KeyRingError {
            // It waits for its key; said once, not twice a second.
            if complaints.isNew("\(error)") {
                logger.error("a message cannot be signed", metadata: ["error": "\(error)"])
            }
            return nil
        }
    }
}
