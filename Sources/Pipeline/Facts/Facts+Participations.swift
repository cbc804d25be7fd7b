internal import Diaspora
internal import Store

extension Facts {
    /// Notes that somebody asks to be told what happens to a post, and asks its author's pod if that is another.
    func addParticipation(guid: GUID, in post: Post, by person: Person) throws {
        guard let root = try database.person(id: post.authorID) else { return }
        try transaction.insertParticipation(
            guid: guid, postID: post.id, authorID: person.id, createdAt: now)
        if !person.isHere {
            try transaction.addSubscribers(
                [person.id], reason: "participation", postID: post.id, at: now)
        } else if !root.isHere {
            try outbox.send(
                .participation(
                    Entities.Participation(
                        author: person.diasporaID, guid: guid, parentGUID: post.guid)),
                from: person, to: [root.id], orderKey: post.guid.string)
        }
    }
}
