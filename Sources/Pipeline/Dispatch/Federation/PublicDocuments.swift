public import Diaspora
internal import Foundation
public import Store

/// The signed documents of public entities, for pods that ask for them.
public struct PublicDocuments: Sendable {
    public enum Answer: Sendable, Equatable {
        case document([UInt8])
        /// The URL at the pod of its author.
        case elsewhere(String)
        /// It is of this pod, and will be signed soon.
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
        try database.read { database in
            switch type {
            case "post", "status_message", "reshare":
                return try database.post(guid).flatMap { try document(of: $0, type, database) }
            case "poll":
                return try database.poll(guid).flatMap { try database.post(id: $0.postID) }
                    .flatMap { try document(of: $0, "post", database) }
            case "comment":
                return try database.comment(guid).flatMap { try document(of: $0, database) }
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

    /// A comment is signed when it is asked for: few are.
    private func document(of comment: Comment, _ database: ReadTransaction) throws -> Answer? {
        guard let post = try database.post(id: comment.postID), post.isPublic,
            let author = try database.person(id: comment.authorID), author.closedAt == nil
        else { return nil }
        guard author.isHere else { return elsewhere(author, "comment", comment.guid) }
        guard let xml = try database.commentXML(comment.guid) else { return nil }
        return .document(
            try MagicEnvelope(
                signing: xml, sender: author.diasporaID,
                key: try keys.privateKey(of: author, in: database)
            ).xml)
    }

    private func elsewhere(_ author: Person, _ type: String, _ guid: GUID) -> Answer {
        .elsewhere(PodAddress(of: author.diasporaID, isSecure: isSecure).fetch(type, guid))
    }
}
