public import Composing
internal import Cryptography
public import Diaspora
internal import Foundation
public import Store

/// The signed documents of public entities, for pods that request them.
public struct PublicDocuments: Sendable {
    /// The response to a request for a document.
    public enum Answer: Sendable, Equatable {
        /// The bytes of the signed envelope.
        case document([UInt8])
        /// The URL at the pod of its author.
        case elsewhere(String)
        /// An entity of this pod that will be signed soon.
        case notYet
    }

    private let database: PodDatabase
    private let keys: KeyRing
    private let isSecure: Bool

    public init(database: PodDatabase, keys: KeyRing, isSecure: Bool) {
        self.database = database
        self.keys = keys
        self.isSecure = isSecure
    }

    /// - Parameter type: In snake case: `post`, `comment`, `poll` …
    /// - Returns: nil for what is not here, is not public, or is never fetched.
    public func document(type: String, guid: GUID) throws -> Answer? {
        if type == "comment" { return try comment(guid) }
        return try database.read { database in
            switch type {
            case "post", "status_message", "reshare":
                return try database.post(guid).flatMap { try document(of: $0, type, database) }
            case "poll":
                return try database.poll(guid).flatMap { try database.post(id: $0.postID) }
                    .flatMap { try document(of: $0, "post", database) }
            default: return nil
            }
        }
    }

    private func document(
        of post: Post, _ type: String, _ database: ReadTransaction
    ) throws -> Answer? {
        guard post.isPublic, let author = try database.person(id: post.authorID),
            author.closedAt == nil
        else { return nil }
        guard author.isHere else { return elsewhere(author, type, post.guid) }
        return try database.publicDocument(post.guid).map { .document($0) } ?? .notYet
    }

    private enum FoundComment {
        case answer(Answer)
        case unsigned(id: Int64, xml: [UInt8], author: DiasporaID, key: RSAPrivateKey)
    }

    /// Returns a comment's envelope. It is signed at the first request, as few comments are ever
    /// requested.
    private func comment(_ guid: GUID) throws -> Answer? {
        switch try database.read({ try find(guid, in: $0) }) {
        case nil: return nil
        case .answer(let answer): return answer
        case .unsigned(let id, let xml, let author, let key):
            let envelope = try MagicEnvelope(signing: xml, sender: author, key: key).xml
            // Where it cannot be kept, it is signed again next time.
            try? database.write { try $0.setCommentEnvelope(envelope, commentID: id) }
            return .document(envelope)
        }
    }

    private func find(_ guid: GUID, in database: ReadTransaction) throws -> FoundComment? {
        guard let comment = try database.comment(guid),
            let post = try database.post(id: comment.postID), post.isPublic,
            let author = try database.person(id: comment.authorID), author.closedAt == nil
        else { return nil }
        guard author.isHere else { return .answer(elsewhere(author, "comment", guid)) }
        if let envelope = try database.commentEnvelope(commentID: comment.id) {
            return .answer(.document(envelope))
        }
        guard let xml = try database.commentXML(guid) else { return nil }
        return .unsigned(
            id: comment.id, xml: xml, author: author.diasporaID,
            key: try keys.privateKey(of: author, in: database))
    }

    private func elsewhere(_ author: Person, _ type: String, _ guid: GUID) -> Answer {
        .elsewhere(PodAddress(of: author.diasporaID, isSecure: isSecure).fetch(type, guid))
    }
}
