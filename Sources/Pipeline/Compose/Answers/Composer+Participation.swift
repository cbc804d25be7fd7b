public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Asks to be told what happens to a post.
    public func participate(in guid: GUID, as author: Author) throws {
        try write { transaction in
            let post = try answerable(guid, as: author, in: transaction.reading)
            guard let root = try transaction.reading.person(id: post.authorID) else { return }
            if try transaction.reading.isParticipating(
                personID: author.person.id, postID: post.id)
            {
                try transaction.setMuted(false, personID: author.person.id, postID: post.id)
            } else {
                try participate(in: post, root: root, as: author, in: transaction)
            }
        }
    }

    /// Asks to be told no more. Other pods are not told: the protocol has no word for it.
    public func mute(_ guid: GUID, as author: Author) throws {
        try write { transaction in
            let post = try answerable(guid, as: author, in: transaction.reading)
            // Muted without taking part: the first answer of their own does not unmute it.
            try transaction.insertParticipation(
                guid: newGUID(), postID: post.id, authorID: author.person.id,
                createdAt: clock.now())
            try transaction.setMuted(true, personID: author.person.id, postID: post.id)
        }
    }

    /// The first answer to somebody's post asks their pod for what others answer.
    func takePart(in post: Post, as author: Author, in transaction: WriteTransaction) throws {
        guard let root = try transaction.reading.person(id: post.authorID), !root.isHere,
            try !transaction.reading.isParticipating(personID: author.person.id, postID: post.id)
        else { return }
        try participate(in: post, root: root, as: author, in: transaction)
    }

    func participate(
        in post: Post, root: Person, as author: Author, in transaction: WriteTransaction
    ) throws {
        let guid = newGUID()
        try transaction.insertParticipation(
            guid: guid, postID: post.id, authorID: author.person.id, createdAt: clock.now())
        guard !root.isHere else { return }
        try outbox(transaction).send(
            .participation(
                Entities.Participation(
                    author: author.person.diasporaID, guid: guid, parentGUID: post.guid)),
            from: author.person, to: [root.id], orderKey: post.guid.string)
    }
}
