import GRDB
import TestSupport
import Testing

@testable import Store

/// The main stream, page by page, beside its plain definition.
@Suite struct MainStreamTests {
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
    }

    private static let reader: Int64 = 1
    private static let people: ClosedRange<Int64> = 1...9
    /// Those of another pod whose accounts are closed.
    private static let closed: Set<Int64> = [9]

    @Test(arguments: 0..<12)
    func pagesAreTheNewestOfAllThatTheReaderWishesToSee(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(path: folder.path("dandelion.sqlite"))
        let contacts = Set(Self.people.dropFirst().filter { _ in Bool.random(using: &random) })
        let ignored = Set(
            Self.people.dropFirst().filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
        let posts = (1...Int64(120)).map { Self.post($0, &random) }
        try Self.store(posts, contacts, ignored, in: database)

        let expected = posts.filter { Self.isShown($0, contacts, ignored) }
            .sorted { ($0.time, $0.id) > ($1.time, $1.id) }.map(\.id)

        let site = try ReaderSite(path: folder.path("dandelion.sqlite"))
        for size in [1, 7, 15, 200] {
            var found: [StreamPosition] = []
            // A page more than there can be.
            for _ in 0...posts.count {
                let page = try site.read(as: Self.reader) {
                    try $0.mainStream(after: found.last, limit: size)
                }
                found += page
                if page.count < size { break }
            }
            #expect(found.map(\.postID) == expected, "pages of \(size)")
        }
        #expect(!expected.isEmpty && expected.count < posts.count)
        let nobody = try site.read(as: nil) { try $0.mainStream(after: nil, limit: 15) }
        #expect(nobody == [])
    }

    @Test func aPageSearchesIndexesAndScansNoTable() throws {
        let pod = try PopulatedDatabase(publicPostCount: 3)
        let site = try ReaderSite(path: pod.path)
        let plan = try site.read(as: pod.aliceID) { reader in
            try Row.fetchAll(
                reader.database, sql: "EXPLAIN QUERY PLAN \(ReaderTransaction.sql)",
                arguments: ["time": 1, "id": 1, "limit": 15]
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

    private static func isShown(
        _ post: Written, _ contacts: Set<Int64>, _ ignored: Set<Int64>
    ) -> Bool {
        guard !post.isDeleted else { return false }
        if post.author == reader { return true }
        guard !ignored.contains(post.author), !closed.contains(post.author),
            !(post.root.map(ignored.contains) ?? false)
        else { return false }
        return post.isPublic
            ? contacts.contains(post.author) || post.mentioned.contains(reader)
            : post.recipients.contains(reader)
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
            isDeleted: Int.random(in: 0..<10, using: &random) == 0)
    }

    private static func store(
        _ posts: [Written], _ contacts: Set<Int64>, _ ignored: Set<Int64>, in database: PodDatabase
    ) throws {
        try database.pool.write { connection in
            for id in people {
                let isHere = id <= 3
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
            for id in contacts {
                try connection.execute(
                    sql: """
                        INSERT INTO contact (userID, personID, isReceiving, createdAt)
                        VALUES (7, ?, 1, 0)
                        """,
                    arguments: [id])
            }
            for id in ignored {
                try connection.execute(
                    sql: "INSERT INTO block (userID, personID, createdAt) VALUES (7, ?, 0)",
                    arguments: [id])
            }
            for post in posts { try store(post, in: connection) }
            // Texts of other pods have been rendered.
            try connection.execute(sql: "DELETE FROM unrenderedPost")
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
    }
}
