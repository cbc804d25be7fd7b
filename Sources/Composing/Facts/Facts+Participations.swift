public import Diaspora
internal import Foundation
public import Store

extension Facts {
    /// Records that somebody subscribes to a post, and requests that from its author's pod if that
    /// is another.
    public func addParticipation(guid: GUID, in post: Post, by person: Person) throws {
        let isNew = try !database.isParticipating(personID: person.id, postID: post.id)
        try transaction.follow(guid: guid, postID: post.id, personID: person.id, at: now)
        if !person.isHere {
            try transaction.addSubscribers(
                [person.id], reason: "participation", postID: post.id, at: now)
        } else if isNew {
            try ask(by: person, guid: guid, post)
        }
    }

    /// Records that a user of this pod gets no more notifications of a post; other pods are not
    /// told, for which the protocol has no message. An answer does not end it.
    func mute(_ post: Post, by person: Person) throws {
        try transaction.mute(
            guid: context.newGUID(), postID: post.id, personID: person.id, at: now)
    }

    /// Records a subscription of the pod itself to a post of another pod: independent of what its
    /// users do, in the name of the first of them.
    public func addPodParticipation(in post: Post) throws {
        guard let user = try database.firstUser(),
            let person = try database.person(id: user.personID)
        else { return }
        let guid = context.newGUID()
        guard
            try transaction.addPodParticipation(
                guid: guid, postID: post.id, personID: person.id, at: now)
        else { return }
        try send(guid, of: post, by: person)
    }

    /// Counts an answer of a user of this pod to somebody else's post, which they follow from the first one on.
    func takePart(in post: Post, _ person: Person) throws {
        guard post.authorID != person.id else { return }
        let isNew = try !database.isParticipating(personID: person.id, postID: post.id)
        let guid = context.newGUID()
        try transaction.countAnswer(guid: guid, postID: post.id, personID: person.id, at: now)
        if isNew { try ask(by: person, guid: guid, post) }
    }

    /// Counts one answer less of a user of this pod.
    func takeLessPart(in post: Post, personID: Int64) throws {
        guard try database.person(id: personID)?.isHere == true else { return }
        try transaction.uncountAnswer(postID: post.id, personID: personID)
    }

    /// Requests participation in a post, unless the pod did so already for the same person.
    private func ask(by person: Person, guid: GUID, _ post: Post) throws {
        guard try !database.isPodParticipating(as: person.id, postID: post.id) else { return }
        try send(guid, of: post, by: person)
    }

    private func send(_ guid: GUID, of post: Post, by person: Person) throws {
        guard let root = try database.person(id: post.authorID), !root.isHere else { return }
        try outbox.send(
            .participation(
                Entities.Participation(
                    author: person.diasporaID, guid: guid, parentGUID: post.guid)),
            from: person, to: [root.id], orderKey: post.guid.string)
    }
}
