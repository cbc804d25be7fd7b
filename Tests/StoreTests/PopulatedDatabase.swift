import Diaspora
import Foundation
import GRDB
import TestSupport

@testable import Store

/// A pod's database with rows in every table: two writers, a remote person, public posts, and one
/// limited post all of whose texts and names hold the word `canary`.
final class PopulatedDatabase {
    let folder: TemporaryFolder
    let database: PodDatabase
    let start = Date(seconds: 1_600_000_000)
    let tags = ["garden", "öl", "swift"]
    private(set) var publicGUIDs: [GUID] = []
    private(set) var limitedGUID = GUID(hexadecimal: (0, 0))
    private(set) var aliceID: Int64 = 0
    /// The first that ``guid()`` gives.
    let aliceGUID = GUID(hexadecimal: (0xD, 1))
    private(set) var aliceUserID: Int64 = 0
    private(set) var bobID: Int64 = 0
    /// One who has taken a message from the inbox, and one to another pod.
    private(set) var workerID: Int64 = 0
    private var count: UInt64 = 0

    var path: String { folder.path("dandelion.sqlite") }

    init(publicPostCount: Int = 12) throws {
        folder = try TemporaryFolder()
        database = try PodDatabase.create(path: folder.path("dandelion.sqlite"))
        try database.write { transaction in
            try transaction.insertPod(url: "https://pod.example/", createdAt: start)
            try transaction.setState("site.renderer", "1 https://pod.example/")
            try transaction.setState("site.fingerprint", "abc")
            try transaction.setState("site.timeZone", "Asia/Tokyo")
            try insertPeople(transaction)
            for number in 0..<publicPostCount { try insertPublicPost(number, transaction) }
            try insertLimitedPost(transaction)
            try insertDraft(transaction)
            try insertRest(transaction)
            try insertAnswers(transaction)
        }
    }

    func guid() -> GUID {
        count += 1
        return GUID(hexadecimal: (0xD, count))
    }

    /// Writes whatever SQL says, past the functions that keep order.
    func execute(_ sql: String) throws {
        try database.pool.write { try $0.execute(sql: sql) }
    }

    /// Without foreign keys, as damage comes.
    func damage(_ sql: String) throws {
        try database.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(sql); PRAGMA foreign_keys = ON")
        }
    }

    // MARK: - People

    private func insertPeople(_ transaction: WriteTransaction) throws {
        aliceID = try person("alice", .local, transaction)
        aliceUserID = try user("alice", aliceID, transaction)
        let carolID = try person("carol", .local, transaction)
        _ = try user("carol", carolID, transaction)
        try transaction.addRole(.admin, personID: aliceID)
        bobID = try transaction.insertPerson(
            guid: guid(), diasporaID: id("bob@elsewhere.example"), kind: .remote, createdAt: start)
        try transaction.insertKey(
            personID: bobID, publicKey: "public", privateKey: nil, createdAt: start)
        let friends = try transaction.insertAspect(name: "Friends", userID: aliceUserID)
        try transaction.addContact(
            personID: bobID, aspectID: friends, userID: aliceUserID, createdAt: start)
        try transaction.database.execute(
            sql: "INSERT INTO block (userID, personID, createdAt) VALUES (?, ?, ?)",
            arguments: [aliceUserID, carolID, start.seconds])
    }

    private func person(
        _ name: String, _ kind: Person.Kind, _ transaction: WriteTransaction
    ) throws -> Int64 {
        let personID = try transaction.insertPerson(
            guid: guid(), diasporaID: id("\(name)@pod.example"), kind: kind, createdAt: start)
        try transaction.insertKey(
            personID: personID, publicKey: "public", privateKey: "private", createdAt: start)
        let photoID = try photo(
            "\(name).png", authorID: personID, postID: nil, isPublic: true, transaction)
        var profile = Profile()
        profile.firstName = name.capitalized
        profile.bio = "Canary of the bio, which is not for everyone: canary"
        profile.tags = "garden"
        profile.photoID = photoID
        try transaction.setProfile(profile, personID: personID, updatedAt: start)
        return personID
    }

    private func user(
        _ name: String, _ personID: Int64, _ transaction: WriteTransaction
    ) throws -> Int64 {
        try transaction.insertUser(
            personID: personID, username: name, email: "\(name)@mail.example",
            passwordHash: "$scrypt$canary", createdAt: start)
    }

    private func id(_ text: String) throws -> DiasporaID {
        guard let id = DiasporaID(text) else { throw StoreError.constraint(text) }
        return id
    }

    // MARK: - Posts

    /// Writes a public post as publishing does, a day after the one before.
    @discardableResult
    func insertPublicPost(_ number: Int, _ transaction: WriteTransaction) throws -> Int64 {
        let date = start.addingTimeInterval(Double(number) * 86_400 * 9)
        let guid = GUID(slug: "post-\(number)", random: UInt64(number))
        publicGUIDs.append(guid)
        let postID = try transaction.insertPost(
            guid: guid, authorID: aliceID, text: "# Post \(number)\n\nWords of the garden.",
            isPublic: true, isSilent: false, createdAt: date)
        try transaction.setRendering(rendering("Post \(number)"), postID: postID)
        let postTags = number.isMultiple(of: 3) ? [] : [tags[number % 2], tags[2]]
        try transaction.setTags(postTags, postID: postID)
        let month = date.ISO8601Format().prefix(7)
        let lists: [ListName] = [.home, .person(aliceID), .month(String(month))]
        for list in lists + postTags.map(ListName.tag) {
            try transaction.insert(postID: postID, into: list)
        }
        if number.isMultiple(of: 4) {
            try addParts("public\(number)", to: postID, isPublic: true, transaction)
            try transaction.addSubscribers(
                [bobID], reason: "contact", postID: postID, at: date)
        }
        return postID
    }

    private func insertLimitedPost(_ transaction: WriteTransaction) throws {
        limitedGUID = guid()
        let postID = try transaction.insertPost(
            guid: limitedGUID, authorID: aliceID, text: "A canary in the coal mine",
            isPublic: false, isSilent: false, createdAt: start)
        try transaction.setRendering(rendering("canary"), postID: postID)
        try transaction.setTags(["canarytag"], postID: postID)
        try addParts("canary", to: postID, isPublic: false, transaction)
        // A row that lies must not bring the file into the tree.
        _ = try photo(
            "canarylie.jpg", authorID: aliceID, postID: postID, isPublic: true, transaction)
        let aspects = try transaction.reading.aspects(userID: aliceUserID).map(\.id)
        try transaction.setRecipients(aspectIDs: aspects, postID: postID, at: start)
    }

    private func addParts(
        _ name: String, to postID: Int64, isPublic: Bool, _ transaction: WriteTransaction
    ) throws {
        try transaction.insertPoll(
            Poll(
                guid: guid(), question: "\(name)?",
                answers: [.init(guid: guid(), text: name), .init(guid: guid(), text: "No")]),
            postID: postID)
        try transaction.insertLocation(
            Location(address: "\(name) street", latitude: 52.5, longitude: 13.4), postID: postID)
        _ = try photo(
            "\(name).jpg", authorID: aliceID, postID: postID, isPublic: isPublic, transaction)
        try transaction.setMentions([bobID], postID: postID)
        _ = try transaction.insertRedirect(path: "/old/\(name)", postID: postID)
        try transaction.updatePost(
            id: postID, text: "\(name) edited, in the garden", editedAt: start, at: start)
    }

    private func photo(
        _ name: String, authorID: Int64, postID: Int64?, isPublic: Bool,
        _ transaction: WriteTransaction
    ) throws -> Int64 {
        try transaction.insertPhoto(
            guid: guid(), authorID: authorID, postID: postID, draftID: nil, position: 0,
            isInline: false, fileName: name, width: 800, height: 600, alt: "of \(name)",
            isPublic: isPublic,
            versions: [
                PhotoVersionRecord(name: "", width: 800, height: 600, bytes: 9_000),
                PhotoVersionRecord(name: "w480_", width: 480, height: 360, bytes: 4_000),
            ], createdAt: start)
    }

    func rendering(_ name: String) -> Rendering {
        Rendering(
            renderer: "1", title: name, name: name, excerpt: "Words", html: "<p>\(name)</p>",
            cover: nil, isNSFW: false, isLong: false)
    }

    func textRendering(_ name: String) -> TextRendering {
        TextRendering(
            renderer: "1", html: "<p>\(name)</p>", beginning: "<p>\(name)…</p>", isNaming: false)
    }

    // MARK: - The rest

    private func insertDraft(_ transaction: WriteTransaction) throws {
        let draftID = try transaction.insertDraft(
            guid: guid(), guidBytes: Array(1...16), userID: aliceUserID,
            text: "canary of a draft", slug: "soon",
            poll: ("Which?", ["One", "Two\nand more"]),
            location: Location(address: "At home", latitude: 52.5, longitude: 13.4), at: start)
        try transaction.setRedirects(["/canary/of/a/draft/"], draftID: draftID)
        let aspects = try transaction.reading.aspects(userID: aliceUserID).map(\.id)
        try transaction.setSchedule(
            Schedule(
                draftID: draftID, publishAt: start.addingTimeInterval(60), isPublic: false,
                aspectIDs: aspects))
    }

    private func insertRest(_ transaction: WriteTransaction) throws {
        try transaction.insertSession(
            digest: [UInt8](repeating: 7, count: 32), userID: aliceUserID, device: "a browser",
            at: start)
        _ = try transaction.countAttempt(
            of: "192.0.2.1", AttemptLimit(action: "sign-in", count: 1, seconds: 60), at: start)
        try transaction.insertSentForm(
            key: String(repeating: "0", count: 64), userID: aliceUserID, guid: guid(), at: start)
        for mark in [PostMark.hidden, .saved] {
            guard let post = try transaction.reading.post(limitedGUID) else { continue }
            try transaction.set(mark, to: true, postID: post.id, userID: aliceUserID, at: start)
        }
        try transaction.followTag("nobody-uses-this", userID: aliceUserID, at: start)
        let deletedID = try transaction.insertPost(
            guid: guid(), authorID: aliceID, text: "Deleted", isPublic: true, isSilent: false,
            createdAt: start)
        if let deleted = try transaction.reading.post(id: deletedID) {
            try transaction.deletePost(deleted, at: start)
        }
        try transaction.setImportedPost(
            ImportedPost(path: "a.md", title: "", digest: "d", guid: guid().string),
            userID: aliceUserID)
        try transaction.insertEvent(
            kind: "postPublished", guid: publicGUIDs.first?.string ?? "", before: "{}",
            createdAt: start)
        try transaction.wantPage("post x", stage: 0, priority: 0)
        try transaction.countDeath(atPage: "post y", at: start)
        try transaction.insertTwinlessFiles(["index.html", "feed.atom"])
        try transaction.insertRenaming(personID: aliceID)
        try transaction.database.execute(
            sql: """
                INSERT INTO payload (id, body, createdAt) VALUES (1, x'3C', 1600000000);
                INSERT INTO delivery (channel, destination, guid, kind, version, payloadID,
                        state, notBefore)
                    VALUES ('federation', 'elsewhere.example', 'g', 'post', 1, 1, 'open',
                        1600000000),
                    ('federation', 'one.example', 'g', 'post', 1, NULL, 'done', 1600000000),
                    ('mail', 'x@mail.example', 'g', 'post', 1, NULL, 'done', 1600000000);
                INSERT INTO breaker (channel, host, failureCount, notBefore)
                    VALUES ('federation', 'away.example', 1, 1600000000);
                INSERT INTO statistic (name, value) VALUES ('posts', 12), ('users', 2);
                """)
    }

    // MARK: - Answers and other pods

    private func insertAnswers(_ transaction: WriteTransaction) throws {
        let first = try publicGUIDs.first.flatMap { try transaction.reading.post($0) }
        for (name, post) in [
            ("public", first), ("canary", try transaction.reading.post(limitedGUID)),
        ] {
            guard let post else { continue }
            let commentGUID = guid()
            let commentID = try transaction.insertComment(
                guid: commentGUID, postID: post.id, authorID: bobID, text: "\(name) comment",
                createdAt: start, xml: Array("<comment/>".utf8), mentioning: [aliceID])
            try transaction.setRendering(
                textRendering(name),
                of: UnrenderedText(.comment, guid: commentGUID.string, text: "\(name) comment"))
            if let commentID, !post.isPublic {
                try transaction.enqueue([commentID], .comment)
                let slowID = try transaction.insertComment(
                    guid: guid(), postID: post.id, authorID: bobID, text: "\(name) slow",
                    createdAt: start, xml: Array("<comment/>".utf8))
                if let slowID { try transaction.setSlow(commentID: slowID, isTried: true) }
            }
            try transaction.setCommentEnvelope([60], commentID: commentID ?? 0)
            for liked in [nil, commentID] {
                _ = try transaction.insertLiking(
                    guid: guid(), postID: post.id, commentID: liked, authorID: bobID,
                    isPositive: true, createdAt: start, xml: [])
            }
            if let poll = try transaction.reading.poll(postID: post.id) {
                _ = try transaction.insertVote(
                    guid: guid(), pollID: poll.id, answerID: poll.answers[0].id, authorID: bobID,
                    createdAt: start, xml: [])
            }
            try transaction.follow(
                guid: guid(), postID: post.id, personID: bobID, at: start)
            var payload = NewPayload(
                kind: "comment", guid: "\(name) payload", senderID: aliceID,
                isPublic: post.isPublic,
                orderKey: post.guid.string, xml: Array("<comment/>".utf8),
                audience: MessageAudience(.audience(ofPostID: post.id)))
            payload.postID = post.id
            try transaction.insertPayload(payload, at: start)
        }
        let remoteID = try transaction.insertPost(
            guid: guid(), authorID: bobID, text: "From elsewhere", isPublic: true, isSilent: false,
            createdAt: start)
        _ = try transaction.addPodParticipation(
            guid: guid(), postID: remoteID, personID: aliceID, at: start)
        try transaction.setRemotePhoto(
            RemotePhoto(
                guid: guid(), authorID: bobID, postGUID: nil, position: 0, isPublic: true,
                path: "https://elsewhere.example/uploads/images/", name: "a.jpg", alt: "A",
                width: 80, height: 60, createdAt: start), postID: remoteID)
        if let first {
            _ = try transaction.insertReshare(
                guid: guid(), authorID: bobID,
                root: (first.guid, try id("alice@pod.example")), createdAt: start)
        }
        let conversation = guid()
        if let row = try transaction.insertConversation(
            guid: conversation, authorID: bobID, subject: "canary subject",
            participantIDs: [aliceID], createdAt: start)
        {
            let messageGUID = guid()
            try transaction.insertMessage(
                guid: messageGUID, conversationID: row, authorID: bobID, text: "canary message",
                createdAt: start)
            try transaction.setRendering(
                textRendering("canary"),
                of: UnrenderedText(.message, guid: messageGUID.string, text: "canary message"))
            try transaction.enqueue([1], .message)
        }
        try transaction.insertRemotePod("elsewhere.example", at: start)
        _ = try transaction.block(PodName(authority: "evil.example"), at: start)
        try transaction.noteKnownAddress("192.0.2.1", at: start)
        try transaction.setMigrationEnvelope([60], personID: aliceID)
        _ = try transaction.noteName(personID: bobID, at: start, interval: 3_600)
        try transaction.insertLinkedPost(
            LinkedPost(guid: guid(), author: id("bob@elsewhere.example")), at: start)
        try transaction.countDropped(1, from: "elsewhere.example", for: .noConcern, at: start)
        try transaction.insertInboxEntries(
            [NewInboxEntry(recipientID: aliceID, body: [60], address: "192.0.2.1")], at: start)
        workerID = try transaction.insertWorker(at: start)
        _ = try transaction.leaseInboxEntries(limit: 1, at: start, by: workerID)
        try transaction.database.execute(
            sql: """
                INSERT INTO deliveryLease SELECT id, \(workerID) FROM delivery WHERE state = 'open'
                """)
    }
}
