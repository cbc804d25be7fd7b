public import Diaspora
internal import Store

extension Composer {
    /// Subscribes the author to notifications about a post.
    public func participate(in guid: GUID, as author: Author) throws {
        try context.record { facts in
            let post = try answerable(guid, as: author, in: facts.database)
            try facts.addParticipation(guid: context.newGUID(), in: post, by: author.person)
        }
    }

    /// Unsubscribes the author from notifications about a post.
    public func mute(_ guid: GUID, as author: Author) throws {
        try context.record { facts in
            try facts.mute(answerable(guid, as: author, in: facts.database), by: author.person)
        }
    }
}
