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
}
