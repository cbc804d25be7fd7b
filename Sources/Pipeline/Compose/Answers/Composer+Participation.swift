public import Diaspora
internal import Store

extension Composer {
    /// Asks to be told what happens to a post.
    public func participate(in guid: GUID, as author: Author) throws {
        try context.record { facts in
            let post = try answerable(guid, as: author, in: facts.database)
            let personID = author.person.id
            if try facts.database.isParticipating(personID: personID, postID: post.id) {
                try facts.transaction.unmute(personID: personID, postID: post.id)
            } else {
                try facts.addParticipation(guid: context.newGUID(), in: post, by: author.person)
            }
        }
    }

    /// Asks to be told no more. Other pods are not told: the protocol has no word for it.
    public func mute(_ guid: GUID, as author: Author) throws {
        try context.record { facts in
            let post = try answerable(guid, as: author, in: facts.database)
            // Muted without taking part: an answer of their own does not unmute it.
            try facts.transaction.mute(
                guid: context.newGUID(), postID: post.id, personID: author.person.id,
                at: clock.now())
        }
    }
}
