internal import Escaping
public import Foundation

/// A person's newest public posts, by which another pod fetches what it does not have yet.
///
///     GET /people/GUID/stream
///
/// Spec: diaspora* federation protocol, "Fetching and backfill".
public struct PersonStream: Hashable, Sendable {
    /// Longest document that is read, in bytes.
    public static let maximumBytes = 1 << 20
    /// Posts that are read of one document; the rest is passed over.
    public static let maximumPosts = 100

    public struct Post: Hashable, Sendable {
        public let guid: GUID
        public let isPublic: Bool
        public let authorGUID: GUID
        public var authorID: DiasporaID?
        public var authorName: String?
        public var createdAt: Date?
        /// The name of the entity: `StatusMessage` or `Reshare`.
        public var type: String?
        public var text: String?

        public init(
            guid: GUID, isPublic: Bool, authorGUID: GUID, authorID: DiasporaID? = nil,
            authorName: String? = nil, createdAt: Date? = nil, type: String? = nil,
            text: String? = nil
        ) {
            self.guid = guid
            self.isPublic = isPublic
            self.authorGUID = authorGUID
            self.authorID = authorID
            self.authorName = authorName
            self.createdAt = createdAt
            self.type = type
            self.text = text
        }
    }

    /// Newest first.
    public let posts: [Post]

    public init(posts: [Post]) {
        self.posts = posts
    }

    /// Reads another pod's document; an entry that is none is passed over.
    ///
    /// - Throws: ``DiscoveryError/tooLarge(bytes:)``, ``DiscoveryError/unreadable``.
    public init(reading json: Data) throws(DiscoveryError) {
        guard json.count <= Self.maximumBytes else { throw .tooLarge(bytes: json.count) }
        do {
            posts = try StrangersJSON.decode([Entry].self, from: json)
                .prefix(Self.maximumPosts).compactMap(\.post)
        } catch {
            throw .unreadable
        }
    }

    /// Lists the posts that may be fetched: public ones by that person alone.
    public func guids(of person: GUID) -> [GUID] {
        posts.filter { $0.isPublic && $0.authorGUID == person }.map(\.guid)
    }

    public var json: [UInt8] {
        var json = JSONWriter(escaping: .plain, layout: .lines)
        json.array { list in
            for post in posts { post.write(to: &list) }
        }
        return json.document
    }

    /// The fields of an entry that are needed, if they are there at all.
    private struct Entry: Decodable {
        let post: Post?

        private struct Value: Decodable {
            let guid: GUID
            let `public`: Bool
            let author: Author
            let created_at: String?
            let post_type: String?
            let text: String?

            struct Author: Decodable {
                let guid: GUID
                let diaspora_id: String?
                let name: String?
            }
        }

        init(from decoder: any Decoder) throws {
            // One entry that cannot be read is no reason to doubt the others.
            guard let value = try? Value(from: decoder) else {
                post = nil
                return
            }
            post = Post(
                guid: value.guid, isPublic: value.public, authorGUID: value.author.guid,
                authorID: value.author.diaspora_id.flatMap { DiasporaID($0) },
                authorName: value.author.name,
                createdAt: value.created_at.flatMap { text in
                    // A date that is none is not needed either.
                    try? Date(text, strategy: .iso8601)
                },
                type: value.post_type, text: value.text)
        }
    }
}

extension PersonStream.Post {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("guid", guid.string)
            json.boolean("public", isPublic)
            json.object("author") { author in
                author.string("guid", authorGUID.string)
                author.string("diaspora_id", authorID?.description)
                author.string("name", authorName)
            }
            json.string("created_at", createdAt?.formatted(.iso8601))
            json.string("post_type", type)
            json.string("text", text)
        }
    }
}
