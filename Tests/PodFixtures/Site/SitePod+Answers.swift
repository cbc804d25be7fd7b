import Blocking
import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing

extension SitePod {
    /// Somebody of another pod.
    func addStranger(_ id: String, firstName: String = "", lastName: String = "") throws -> Int64 {
        let guid = newGUID()
        return try database.write { transaction in
            let diasporaID = try #require(DiasporaID(id))
            let personID = try transaction.insertPerson(
                guid: guid, diasporaID: diasporaID, kind: .remote, createdAt: Self.start)
            if !(firstName + lastName).isEmpty {
                var profile = Profile()
                profile.firstName = firstName
                profile.lastName = lastName
                try transaction.setProfile(profile, personID: personID, updatedAt: Self.start)
            }
            return personID
        }
    }

    /// Stores comments with an event for each, as receiving does.
    @discardableResult
    func comment(
        _ texts: [String], on guid: GUID, by personID: Int64, guids: [GUID]? = nil
    ) throws -> [GUID] {
        let guids = guids ?? texts.map { _ in newGUID() }
        try database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            for (text, commentGUID) in zip(texts, guids) {
                let row = try transaction.insertComment(
                    guid: commentGUID, postID: post.id, authorID: personID, text: text,
                    createdAt: Self.start, xml: [])
                #expect(row != nil)
                try record(
                    .added(1, toPost: post, in: transaction.reading), commentGUID, transaction
                )
            }
        }
        return guids
    }

    /// Makes all HTML of comments that of an older version.
    func outdateComments() throws {
        try damage(
            """
            UPDATE commentRendering SET renderer = 'older', html = 'older', beginning = NULL;
            UPDATE podState SET value = 'older' WHERE key = 'site.comments'
            """)
    }

    func deleteComment(_ guid: GUID) throws {
        try database.write { transaction in
            let comment = try #require(try transaction.reading.comment(guid))
            let post = try #require(try transaction.reading.post(id: comment.postID))
            let change = try SiteChange.removing(
                comment, fromPost: post, in: transaction.reading)
            try transaction.deleteComment(comment, isPublic: true, at: Self.start)
            try record(change, guid, transaction)
        }
    }

    /// Likes a post or a comment on it, or takes the like back.
    func toggleLike(of guid: GUID, comment: GUID? = nil, by personID: Int64) throws {
        try database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            let liked = try comment.map { try #require(try transaction.reading.comment($0)) }
            if let liking = try transaction.reading.liking(
                postID: post.id, commentID: liked?.id, authorID: personID)
            {
                try transaction.deleteLiking(liking, isPublic: true, at: Self.start)
            } else {
                let isNew = try transaction.insertLiking(
                    guid: newGUID(), postID: post.id, commentID: liked?.id, authorID: personID,
                    isPositive: true, createdAt: Self.start, xml: [])
                #expect(isNew)
            }
            let change =
                try liked.map {
                    try SiteChange.likes(ofComment: $0, toPost: post, in: transaction.reading)
                } ?? SiteChange.answers(toPost: post, in: transaction.reading)
            try record(change, guid, transaction)
        }
    }

    /// Votes in the post's poll, if it has one and the person has not voted.
    func vote(_ answer: Int, on guid: GUID, by personID: Int64) throws {
        try database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            guard let poll = try transaction.reading.poll(postID: post.id) else { return }
            _ = try transaction.insertVote(
                guid: newGUID(), pollID: poll.id,
                answerID: poll.answers[answer % poll.answers.count].id, authorID: personID,
                createdAt: Self.start, xml: [])
            try record(.answers(toPost: post, in: transaction.reading), guid, transaction)
        }
    }

    /// Signs what is not signed yet.
    func signDocuments(limit: Int = 100) throws {
        try database.write { transaction in
            for unsigned in try transaction.reading.unsignedPosts(limit: limit, at: .distantFuture)
            {
                let post = try #require(try transaction.reading.post(id: unsigned.postID))
                let body = "<me:env>\(post.guid) \(unsigned.version)</me:env>"
                guard try transaction.setPublicEnvelope(Array(body.utf8), of: unsigned) != nil
                else { continue }
                try record(.document(of: post, in: transaction.reading), post.guid, transaction)
            }
        }
    }

    func record(_ change: SiteChange, _ guid: GUID, _ transaction: WriteTransaction) throws {
        try transaction.insertEvent(
            kind: "postAnswered", guid: guid.string, before: try change.json(),
            createdAt: Self.start)
    }

    /// The pages that wait, as text.
    func plannedPages() throws -> [String] {
        try database.read { try $0.pageDeliveries(limit: 100_000) }.map(\.page).sorted()
    }
}
