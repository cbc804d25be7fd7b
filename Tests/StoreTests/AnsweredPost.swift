import Diaspora
import Foundation

@testable import Store

/// A public post of another pod that mentions Alice, and answers of every kind to it by several strangers.
struct AnsweredPost {
    struct Answer {
        let kind: GUIDKind
        let guid: GUID
        let authorID: Int64
    }

    static let people = 7
    /// Bytes of a comment as its author signed it.
    static let signedBytes = 1_000

    let post: Post
    let poll: GUID
    private(set) var answers: [Answer] = []

    init(in pod: PopulatedDatabase, _ transaction: WriteTransaction) throws {
        let postID = try transaction.insertPost(
            guid: pod.guid(), authorID: pod.bobID, text: "Words of a field", isPublic: true,
            isSilent: false, createdAt: pod.start)
        try transaction.setMentions([pod.aliceID], postID: postID)
        poll = pod.guid()
        try transaction.insertPoll(
            Poll(
                guid: poll, question: "Which?",
                answers: ["One", "Two"].map { Poll.Answer(guid: pod.guid(), text: $0) }),
            postID: postID)
        guard let post = try transaction.reading.post(id: postID),
            let choice = try transaction.reading.poll(poll)?.answers.first
        else { throw StoreError.constraint("the post is not there") }
        self.post = post
        for number in 1...Self.people {
            guard let id = DiasporaID("stranger\(number)@far.example") else { continue }
            let personID = try transaction.insertPerson(
                guid: pod.guid(), diasporaID: id, kind: .remote, createdAt: pod.start)
            try answer(by: personID, choosing: choice.id, in: pod, transaction)
        }
    }

    private mutating func answer(
        by personID: Int64, choosing choiceID: Int64, in pod: PopulatedDatabase,
        _ transaction: WriteTransaction
    ) throws {
        func add(_ kind: GUIDKind, by authorID: Int64) -> GUID {
            let answer = Answer(kind: kind, guid: pod.guid(), authorID: authorID)
            answers.append(answer)
            return answer.guid
        }
        let commentID = try transaction.insertComment(
            guid: add(.comment, by: personID), postID: post.id, authorID: personID, text: "Yes",
            createdAt: pod.start, xml: Array(repeating: 60, count: Self.signedBytes),
            mentioning: [pod.aliceID])
        try transaction.setCommentEnvelope([60], commentID: commentID ?? 0)
        for liked in [nil, commentID] {
            _ = try transaction.insertLiking(
                guid: add(.like, by: personID), postID: post.id, commentID: liked,
                authorID: personID, isPositive: true, createdAt: pod.start, xml: [])
        }
        _ = try transaction.insertVote(
            guid: add(.vote, by: personID), pollID: try pollID(transaction), answerID: choiceID,
            authorID: personID, createdAt: pod.start, xml: [])
        try transaction.setRemotePhoto(
            RemotePhoto(
                guid: add(.photo, by: pod.bobID), authorID: pod.bobID, postGUID: post.guid,
                position: 0, isPublic: true, path: "https://elsewhere.example/", name: "a.jpg",
                alt: "A", width: 80, height: 60, createdAt: pod.start), postID: post.id)
        try transaction.follow(
            guid: pod.guid(), postID: post.id, personID: personID, at: pod.start)
        try transaction.addSubscribers(
            [personID], reason: "comment", postID: post.id, at: pod.start)
        try transaction.addRecipients([personID], postID: post.id, at: pod.start)
        if let bob = DiasporaID("bob@elsewhere.example") {
            _ = try transaction.insertReshare(
                guid: pod.guid(), authorID: personID, root: (post.guid, bob), createdAt: pod.start)
        }
    }

    private func pollID(_ transaction: WriteTransaction) throws -> Int64 {
        try transaction.reading.poll(postID: post.id)?.id ?? 0
    }
}
