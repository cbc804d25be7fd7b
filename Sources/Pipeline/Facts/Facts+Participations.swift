internal import Diaspora
internal import Foundation
internal import Store

extension Facts {
    /// Notes that somebody asks to be told what happens to a post, and asks its author's pod if that is another.
    func addParticipation(guid: GUID, in post: Post, by person: Person) throws {
        guard let root = try database.person(id: post.authorID) else { return }
        let isNew = try transaction.addParticipation(
            guid: guid, postID: post.id, authorID: person.id, createdAt: now)
        if !person.isHere {
            try transaction.addSubscribers(
                [person.id], reason: "participation", postID: post.id, at: now)
        } else if isNew {
            try ask(root, by: person, guid: guid, post)
        }
    }

    /// Notes that the pod itself asks to be told what happens to a post of another: apart from what its users do, in
    /// the name of the first of them.
    func addPodParticipation(in post: Post, of root: Person) throws {
        guard let user = try database.firstUser(),
            let person = try database.person(id: user.personID)
        else { return }
        let guid = context.newGUID()
        try ask(root, by: person, guid: guid, post)
        try transaction.addPodParticipation(guid: guid, postID: post.id, createdAt: now)
    }

    /// Counts an answer of a user of this pod to somebody else's post, which they follow from the first one on.
    func takePart(in post: Post, _ person: Person) throws {
        guard post.authorID != person.id else { return }
        try addParticipation(guid: context.newGUID(), in: post, by: person)
    }

    /// Counts one answer less of a user of this pod.
    func takeLessPart(in post: Post, personID: Int64) throws {
        guard try database.person(id: personID)?.isHere == true else { return }
        try transaction.lowerParticipation(postID: post.id, authorID: personID)
    }

    private func ask(_ root: Person, by person: Person, guid: GUID, _ post: Post) throws {
        // A pod is told once, whoever of its people asks.
        guard !root.isHere, try !database.isPodParticipating(postID: post.id) else { return }
        try outbox.send(
            .participation(
                Entities.Participation(
                    author: person.diasporaID, guid: guid, parentGUID: post.guid)),
            from: person, to: [root.id], orderKey: post.guid.string)
    }
}
