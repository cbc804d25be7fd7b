public import Diaspora
internal import Store

extension Composer {
    /// Asks to be told what happens to a post.
    public func participate(in guid: GUID, as author: Author) throws {
        try context.record { facts in
            let post = try answerable(guid, as: author, in: facts.database)
            try facts.addParticipation(guid: context.newGUID(), in: post, by: author.person)
        }
    }

    /// Asks to be told no more.
    public func mute(_ guid: GUID, as author: Author) throws {
        try context.record { facts in
            try facts.mute(answerable(guid, as: author, in: facts.database), by: author.person)
        }
    }
}
