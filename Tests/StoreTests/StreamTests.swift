import GRDB
import TestSupport
import Testing

@testable import Store

/// Streams, page by page, beside their plain definitions.
@Suite struct StreamTests {
    /// One stream: its order, and which posts are in it.
    private struct Definition {
        let stream: ReaderStream
        let key: (StreamPod.Written) -> Int64
        let has: (StreamPod.Written) -> Bool
    }

    @Test(arguments: 0..<12)
    func pagesAreTheNewestOfAllThatTheReaderWishesToSee(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(path: folder.path("dandelion.sqlite"))
        let others = StreamPod.people.dropFirst()
        let contacts = Set(others.filter { _ in Bool.random(using: &random) })
        let choices = StreamPod.Choices(
            contacts: contacts,
            ignored: Set(others.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }),
            aspect: contacts.filter { _ in Bool.random(using: &random) },
            tags: Set(StreamPod.tags.filter { _ in Bool.random(using: &random) }))
        let posts = (1...Int64(120)).map { StreamPod.post($0, &random) }
        try StreamPod.store(posts, choices, in: database)
        let site = try ReaderSite(path: folder.path("dandelion.sqlite"))

        for definition in Self.definitions(choices) {
            let expected = posts.filter { !$0.isDeleted && definition.has($0) }
                .sorted { (definition.key($0), $0.id) > (definition.key($1), $1.id) }.map(\.id)
            for size in [1, 7, 200] {
                var found: [StreamPosition] = []
                // A page more than there can be.
                for _ in 0...posts.count {
                    let page = try site.read(as: StreamPod.reader) {
                        try $0.stream(definition.stream, after: found.last, limit: size)
                    }
                    found += page
                    if page.count < size { break }
                }
                #expect(
                    found.map(\.row) == expected, "\(definition.stream), pages of \(size)")
            }
        }
        let nobody = try site.read(as: nil) { try $0.stream(.main, after: nil, limit: 15) }
        #expect(nobody == [])
    }

    @Test func aPageSearchesIndexesAndScansNoTable() throws {
        let pod = try PopulatedDatabase(publicPostCount: 3)
        let site = try ReaderSite(path: pod.path)
        let plan = try site.read(as: pod.aliceID) { reader in
            try Row.fetchAll(
                reader.database, sql: "EXPLAIN QUERY PLAN \(StreamQuery.main.sql)",
                arguments: ["key": 1, "id": 1, "limit": 15]
            ).map { $0["detail"] as String }
        }

        let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN (subquery") }
        // The rows of a subquery, which are as many as a page has posts.
        #expect(scans == ["SCAN active"])
        #expect(
            plan.contains { $0.contains("USING INDEX postStream (authorID=? AND createdAt<?)") })
        #expect(
            plan.contains {
                $0.contains("recipientByPerson (personID=? AND (createdAt,postID)<(?,?))")
            })
        #expect(
            plan.contains {
                $0.contains("mentionByPerson (personID=? AND (createdAt,postID)<(?,?))")
            })
    }

    // MARK: - The definition

    private static func definitions(_ choices: StreamPod.Choices) -> [Definition] {
        func isReadable(_ post: StreamPod.Written) -> Bool {
            post.isPublic || post.author == StreamPod.reader
                || post.recipients.contains(StreamPod.reader)
        }
        func isWanted(_ post: StreamPod.Written) -> Bool {
            guard isReadable(post), !post.isHidden else { return false }
            if post.author == StreamPod.reader {
                return !(post.root.map(choices.ignored.contains) ?? false)
            }
            return !choices.ignored.contains(post.author) && !StreamPod.closed.contains(post.author)
                && !(post.root.map(choices.ignored.contains) ?? false)
        }
        let own = { (post: StreamPod.Written) in post.author == StreamPod.reader && !post.isHidden }
        let sent = { (post: StreamPod.Written) in
            !post.isPublic && post.recipients.contains(StreamPod.reader)
        }
        let byTime = { (post: StreamPod.Written) in post.time }
        return [
            Definition(stream: .main, key: byTime) { post in
                own(post)
                    || isWanted(post)
                        && (post.isPublic
                            ? choices.contacts.contains(post.author)
                                || post.mentioned.contains(StreamPod.reader)
                            : sent(post))
            },
            Definition(stream: .everyone, key: byTime) { $0.isPublic && isWanted($0) },
            Definition(stream: .local, key: byTime) {
                $0.isPublic && isWanted($0) && StreamPod.local.contains($0.author)
            },
            Definition(stream: .mentions, key: byTime) {
                $0.mentioned.contains(StreamPod.reader) && isWanted($0)
            },
            Definition(stream: .person(4), key: byTime) { $0.author == 4 && isReadable($0) },
            Definition(stream: .person(StreamPod.reader), key: byTime) {
                $0.author == StreamPod.reader
            },
            Definition(stream: .tag(2), key: byTime) { $0.tags.contains(2) && isWanted($0) },
            Definition(stream: .followedTags, key: byTime) {
                !$0.tags.isDisjoint(with: choices.tags) && isWanted($0)
            },
            Definition(stream: .aspect(1), key: byTime) { post in
                isWanted(post) && choices.aspect.contains(post.author)
                    && (post.isPublic || sent(post))
                    || post.author == StreamPod.reader && !post.isPublic && post.tags.contains(1)
            },
            Definition(stream: .saved, key: { $0.savedAt ?? 0 }) {
                $0.savedAt != nil && isReadable($0)
            },
            Definition(stream: .liked, key: { $0.like ?? 0 }) { $0.like != nil && isWanted($0) },
            Definition(stream: .commented, key: { $0.comment ?? 0 }) {
                $0.comment != nil && isWanted($0)
            },
            Definition(
                stream: .activity,
                key: { $0.author == StreamPod.reader ? $0.time : $0.answeredAt ?? 0 }
            ) { own($0) || $0.author != StreamPod.reader && $0.answeredAt != nil && isWanted($0) },
        ]
    }
}
