internal import Diaspora
public import Store

extension Facts {
    /// Closes the account of a user of this pod for good: its posts and drafts go, its name stays taken; its contacts
    /// are told.
    ///
    /// - Returns: The file names of its photos, for ``DiscardedPhotos``.
    func closeAccount(of user: User) throws -> [String] {
        try outbox.sendDeletion(of: user)
        var photos: [String] = []
        for post in try database.posts(authorID: user.personID, limit: Int(Int32.max)) {
            photos += try delete(post, isTold: false)
        }
        try transaction.discardPhotos(photos)
        for draft in try database.drafts(userID: user.id) {
            photos += try transaction.discardDraft(draft)
        }
        try transaction.removeContacts(personID: user.personID)
        try transaction.closePerson(id: user.personID, at: now)
        try end(user)
        try renderMentions(of: user.personID)
        try noteAbsence(of: user)
        return photos
    }

    /// Closes the account of a person of another pod: removes what they have with people here. Comments, likes and
    /// messages stay with those they are for (protocol, 2.17); the posts go little by little (``ClosedAccounts``).
    public func closeAccount(of person: Person) throws {
        try transaction.removeContacts(personID: person.id)
        try transaction.removeSubscriptions(personID: person.id)
        try transaction.setProfile(Profile(), personID: person.id, updatedAt: now)
        try transaction.closePerson(id: person.id, at: now)
        try transaction.addClosedAccount(person.id)
        try transaction.showName(of: person, at: now)
    }

    /// Removes all contacts, roles, participations and sessions of a user, and marks the account as closed.
    func end(_ user: User) throws {
        try transaction.removeContacts(userID: user.id)
        try transaction.removeRoles(personID: user.personID)
        try transaction.removePodParticipations(personID: user.personID)
        try transaction.deleteSessions(userID: user.id)
        try transaction.closeUser(id: user.id, at: now)
    }

    /// Enqueues the pages that showed a user who is gone.
    func noteAbsence(of user: User) throws {
        let picture = try database.profile(personID: user.personID)?.photoID
            .flatMap { try database.photo(id: $0) }
        try transaction.noteShown(
            ShownPerson(id: user.personID, parts: [.presence]), username: user.username,
            photos: picture.map { [$0.fileName] } ?? [], at: now)
    }
}
