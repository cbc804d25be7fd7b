import GRDB
import TestSupport
import Testing

@testable import Store

/// Streams, page by page, beside their plain definitions.
@Suite struct StreamTests {
    /// A post of a random pod.
    private struct Written {
        let id: Int64
        let author: Int64
        let time: Int64
        let isPublic: Bool
        /// The author of the post that it reshares.
        let root: Int64?
        let recipients: Set<Int64>
        let mentioned: Set<Int64>
        let isDeleted: Bool
        let tags: Set<Int64>
        let isHidden: Bool
        /// The time at which the reader saved it.
        let savedAt: Int64?
        /// The rows of the reader's like and of the reader's last comment.
        let like: Int64?
        let comment: Int64?
        /// The time of the reader's last answer, if the post is somebody else's.
        let answeredAt: Int64?
    }

    /// What the reader chose.
    private struct Choices {
        let contacts: Set<Int64>
        let ignored: Set<Int64>
        let aspect: Set<Int64>
        let tags: Set<Int64>
    }

    /// One stream: its order, and which posts are in it.
    private struct Definition {
        let stream: ReaderStream
        let key: (Written) -> Int64
        let has: (Written) -> Bool
    }

    private static let reader: Int64 = 1
    private static let people: ClosedRange<Int64> = 1...9
    private static let local: ClosedRange<Int64> = 1...3
    /// Those of another pod whose accounts are closed.
    private static let closed: Set<Int64> = [9]

    @Test(arguments: 0..<12)
    func pagesAreTheNewestOfAllThatTheReaderWishesToSee(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(path: folder.path("dandelion.sqlite"))
        let others = Self.people.dropFirst()
        let contacts = Set(others.filter { _ in Bool.random(using: &random) })
        let choices = Choices(
            contacts: contacts,
            ignored: Set(others.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }),
            aspect: contacts.filter { _ in Bool.random(using: &random) },
            tags: Set(Self.tags.filter { _ in Bool.random(using: &random) }))
        let posts = (1...Int64(120)).map { Self.post($0, &random) }
        try Self.store(posts, choices, in: database)
        let site = try ReaderSite(path: folder.path("dandelion.sqlite"))

        for definition in Self.definitions(choices) {
            let expected = posts.filter { !$0.isDeleted && definition.has($0) }
                .sorted { (definition.key($0), $0.id) > (definition.key($1), $1.id) }.map(\.id)
            for size in [1, 7, 200] {
                var found: [StreamPosition] = []
                // A page more than there can be.
                for _ in 0...posts.count {
                    let page = try site.read(as: Self.reader) {
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

    private static let tags: ClosedRange<Int64> = 1...4

    private static func definitions(_ choices: Choices) -> [Definition] {
        func isReadable(_ post: Written) -> Bool {
            post.isPublic || post.author == reader || post.recipients.contains(reader)
        }
        func isWanted(_ post: Written) -> Bool {
            guard isReadable(post), !post.isHidden else { return false }
            if post.author == reader { return !(post.root.map(choices.ignored.contains) ?? false) }
            return !choices.ignored.contains(post.author) && !closed.contains(post.author)
                && !(post.root.map(choices.ignored.contains) ?? false)
        }
        let own = { (post: Written) in post.author == reader && !post.isHidden }
        let sent = { (post: Written) in !post.isPublic && post.recipients.contains(reader) }
        let byTime = { (post: Written) in post.time }
        return [
            Definition(stream: .main, key: byTime) { post in
                own(post)
                    || isWanted(post)
                        && (post.isPublic
                            ? choices.contacts.contains(post.author)
                                || post.mentioned.contains(reader)
                            : sent(post))
            },
            Definition(stream: .everyone, key: byTime) { $0.isPublic && isWanted($0) },
            Definition(stream: .local, key: byTime) {
                $0.isPublic && isWanted($0) && local.contains($0.author)
            },
            Definition(stream: .mentions, key: byTime) {
                $0.mentioned.contains(reader) && isWanted($0)
            },
            Definition(stream: .person(4), key: byTime) { $0.author == 4 && isReadable($0) },
            Definition(stream: .person(reader), key: byTime) { $0.author == reader },
            Definition(stream: .tag(2), key: byTime) { $0.tags.contains(2) && isWanted($0) },
            Definition(stream: .followedTags, key: byTime) {
                !$0.tags.isDisjoint(with: choices.tags) && isWanted($0)
            },
            Definition(stream: .aspect(1), key: byTime) { post in
                isWanted(post) && choices.aspect.contains(post.author)
                    && (post.isPublic || sent(post))
                    || post.author == reader && !post.isPublic && post.tags.contains(1)
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
                key: { $0.author == reader ? $0.time : $0.answeredAt ?? 0 }
            ) { own($0) || $0.author != reader && $0.answeredAt != nil && isWanted($0) },
        ]
    }

    private static func post(_ id: Int64, _ random: inout SeededGenerator) -> Written {
        let author = Int64.random(in: people, using: &random)
        let isReshare = Int.random(in: 0..<6, using: &random) == 0
        let isPublic = isReshare || Bool.random(using: &random)
        let others = people.filter { $0 != author }
        return Written(
            id: id, author: author, time: Int64.random(in: 1...40, using: &random),
            isPublic: isPublic, root: isReshare ? others.randomElement(using: &random) : nil,
            recipients: isPublic
                ? [] : Set(others.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }),
            mentioned: Set(others.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }),
            isDeleted: Int.random(in: 0..<10, using: &random) == 0,
            tags: Set(tags.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }),
            isHidden: Int.random(in: 0..<12, using: &random) == 0,
            savedAt: some(1...30, &random), like: some(1...1, &random).map { _ in id * 3 },
            comment: some(1...1, &random).map { _ in 1_000 - id * 2 },
            answeredAt: author == reader ? nil : some(1...40, &random))
    }

    /// A number, every third time.
    private static func some(
        _ range: ClosedRange<Int64>, _ random: inout SeededGenerator
    ) -> Int64? {
        let number = Int64.random(in: range, using: &random)
        return Int.random(in: 0..<3, using: &random) == 0 ? number : nil
    }

    private static func store(
        _ posts: [Written], _ choices: Choices, in database: PodDatabase
    ) throws {
        try database.pool.write { connection in
            for id in people {
                let isHere = local.contains(id)
                try connection.execute(
                    sql: """
                        INSERT INTO person (id, guid, diasporaID, kind, createdAt, closedAt)
                        VALUES (?, ?, ?, ?, 0, ?)
                        """,
                    arguments: [
                        id, "person-guid-00000\(id)", "p\(id)@\(isHere ? "here" : "there").example",
                        isHere ? "local" : "remote", closed.contains(id) ? 1 : nil,
                    ])
            }
            try connection.execute(
                sql: """
                    INSERT INTO user (id, personID, username, passwordHash, createdAt)
                    VALUES (7, \(reader), 'p1', '', 0)
                    """)
            for id in choices.contacts {
                try connection.execute(
                    sql: """
                        INSERT INTO contact (userID, personID, isReceiving, createdAt)
                        VALUES (7, ?, 1, 0)
                        """,
                    arguments: [id])
            }
            for id in choices.ignored {
                try connection.execute(
                    sql: "INSERT INTO block (userID, personID, createdAt) VALUES (7, ?, 0)",
                    arguments: [id])
            }
            try store(choices, in: connection)
            for post in posts { try store(post, in: connection) }
            // Texts of other pods have been rendered.
            try connection.execute(sql: "DELETE FROM unrenderedPost")
        }
    }

    private static func store(_ choices: Choices, in connection: Database) throws {
        try connection.execute(
            sql: "INSERT INTO aspect (id, userID, name, position) VALUES (1, 7, 'Family', 1)")
        for id in choices.aspect {
            try connection.execute(
                sql: """
                    INSERT INTO aspectMembership (aspectID, contactID)
                    SELECT 1, id FROM contact WHERE personID = \(id)
                    """)
        }
        for id in tags {
            try connection.execute(sql: "INSERT INTO tag (id, name) VALUES (\(id), 'tag\(id)')")
            guard choices.tags.contains(id) else { continue }
            try connection.execute(
                sql: "INSERT INTO tagFollowing (userID, tagID, createdAt) VALUES (7, \(id), 0)")
        }
    }

    /// Stores what belongs to a post, and the reader's answers to it.
    private static func storeParts(of post: Written, in connection: Database) throws {
        for (position, tag) in post.tags.sorted().enumerated() {
            try connection.execute(
                sql: """
                    INSERT INTO tagging (postID, position, tagID, createdAt)
                    VALUES (\(post.id), \(position), \(tag), \(post.time))
                    """)
        }
        if post.author == reader, !post.isPublic, post.tags.contains(1) {
            try connection.execute(
                sql: "INSERT INTO postAspect (postID, aspectID) VALUES (\(post.id), 1)")
        }
        for (table, time) in [
            ("hiddenPost", post.isHidden ? 1 : nil), ("savedPost", post.savedAt),
        ] {
            guard let time else { continue }
            try connection.execute(
                sql: """
                    INSERT INTO \(table) (userID, postID, createdAt)
                    VALUES (7, \(post.id), \(time))
                    """)
        }
        if let like = post.like {
            try connection.execute(
                sql: """
                    INSERT INTO liking (id, guid, postID, authorID, createdAt, xml)
                    VALUES (\(like), 'like-guid-000000\(post.id)', \(post.id), \(reader), 0, x'')
                    """)
        }
        // An earlier comment on the same post does not count.
        for comment in post.comment.map({ [$0 - 1, $0] }) ?? [] {
            try connection.execute(
                sql: """
                    INSERT INTO comment (id, guid, postID, authorID, text, createdAt, xml)
                    VALUES (\(comment), 'comment-guid-0000\(comment)', \(post.id), \(reader), 'x', 0, x'');
                    INSERT INTO commentRendering (commentID, html, renderer, isNaming)
                    VALUES (\(comment), 'x', '1', 0);
                    DELETE FROM unrenderedComment;
                    """)
        }
        if let answeredAt = post.answeredAt {
            try connection.execute(
                sql: """
                    INSERT INTO participation (guid, postID, authorID, createdAt, answerCount,
                        answeredAt)
                    VALUES ('part-guid-000000\(post.id)', \(post.id), \(reader), 0, 1, \(answeredAt))
                    """)
        }
    }

    private static func store(_ post: Written, in connection: Database) throws {
        try connection.execute(
            sql: """
                INSERT INTO post (id, guid, authorID, kind, text, isPublic, createdAt, rootGUID,
                    rootAuthor, deletedGUID)
                VALUES (?, ?, ?, ?, '', ?, ?, ?, (SELECT diasporaID FROM person WHERE id = ?), ?)
                """,
            arguments: [
                post.id, "post-guid-0000000\(post.id)", post.author,
                post.root == nil ? "status_message" : "reshare", post.isPublic, post.time,
                post.root == nil ? nil : "root-guid-0000000\(post.id)", post.root,
                post.isDeleted ? "gone" : nil,
            ])
        for (table, ids) in [("recipient", post.recipients), ("mention", post.mentioned)] {
            let added = table == "recipient" ? (", addedAt", ", 0") : ("", "")
            for id in ids {
                try connection.execute(
                    sql: """
                        INSERT INTO \(table) (postID, personID, createdAt\(added.0))
                        VALUES (?, ?, ?\(added.1))
                        """,
                    arguments: [post.id, id, post.time])
            }
        }
        try storeParts(of: post, in: connection)
    }
}
