import GRDB
import TestSupport

@testable import Store

/// A pod with random posts, and what one reader of it chose and answered.
enum StreamPod {
    static let reader: Int64 = 1
    static let people: ClosedRange<Int64> = 1...9
    static let local: ClosedRange<Int64> = 1...3
    static let tags: ClosedRange<Int64> = 1...4
    /// Those of another pod whose accounts are closed.
    static let closed: Set<Int64> = [9]

    /// A post of a random pod.
    struct Written {
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
    struct Choices {
        let contacts: Set<Int64>
        let ignored: Set<Int64>
        let aspect: Set<Int64>
        let tags: Set<Int64>
    }

    static func post(_ id: Int64, _ random: inout SeededGenerator) -> Written {
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
    static func some(
        _ range: ClosedRange<Int64>, _ random: inout SeededGenerator
    ) -> Int64? {
        let number = Int64.random(in: range, using: &random)
        return Int.random(in: 0..<3, using: &random) == 0 ? number : nil
    }

    static func store(
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

    static func store(_ choices: Choices, in connection: Database) throws {
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
    static func storeParts(of post: Written, in connection: Database) throws {
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

    static func store(_ post: Written, in connection: Database) throws {
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
