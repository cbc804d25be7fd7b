internal import Diaspora
public import Store

extension Facts {
    /// Records that a person shares with a user of this pod, or no longer does.
    public func setSharing(_ isSharing: Bool, by person: Person, with user: User) throws {
        _ = try transaction.setSharing(isSharing, personID: person.id, userID: user.id, at: now)
    }

    /// Adds a person to an aspect; the first one begins the sharing, of which they are notified.
    func addContact(_ person: Person, aspectID: Int64, of author: Author) throws {
        let before = try database.contact(userID: author.user.id, personID: person.id)
        // Nobody here followed them until now: what they wrote meanwhile never came.
        if try database.usersSharing(withPersonID: person.id).isEmpty {
            try transaction.setBackfilled(personID: person.id, at: nil)
        }
        try transaction.addContact(
            personID: person.id, aspectID: aspectID, userID: author.user.id, createdAt: now)
        guard before?.isReceiving != true else { return }
        try tell(person, isSharing: true, by: author)
        if !person.isHere { try outbox.sendProfile(of: author.person, toContact: person.id) }
    }

    /// Removes a person from an aspect, or from all; the last one ends the sharing, of which they
    /// are notified.
    func removeContact(_ person: Person, aspectID: Int64?, of author: Author) throws {
        let isKept = try transaction.removeContact(
            personID: person.id, aspectID: aspectID, userID: author.user.id)
        if !isKept { try tell(person, isSharing: false, by: author) }
    }

    /// Ends sharing in both directions, and records that a user ignores the person.
    func ignore(_ person: Person, by author: Author) throws {
        _ = try transaction.removeContact(
            personID: person.id, aspectID: nil, userID: author.user.id)
        try setSharing(false, by: person, with: author.user)
        try transaction.setBlocked(true, personID: person.id, userID: author.user.id, at: now)
        try tell(person, isSharing: false, isBlocking: true, by: author)
    }

    /// Records that a user no longer ignores a person.
    func unignore(_ person: Person, by author: Author) throws {
        try transaction.setBlocked(false, personID: person.id, userID: author.user.id, at: now)
        try tell(person, isSharing: false, by: author)
    }

    /// Notifies a person again that a user shares with them, by the IDs that both have now.
    ///
    /// - Parameter isWithProfile: Whether the user's profile follows.
    public func shareAgain(userID: Int64, with person: Person, isWithProfile: Bool) throws {
        guard let user = try database.user(id: userID), user.personID != person.id,
            user.closedAt == nil, let sender = try database.person(id: user.personID)
        else { return }
        if let other = try database.user(personID: person.id) {
            return try setSharing(true, by: sender, with: other)
        }
        try outbox.send(
            .contact(Entities.Contact(author: sender.diasporaID, recipient: person.diasporaID)),
            from: sender, to: [person.id])
        if isWithProfile { try outbox.sendProfile(of: sender, toContact: person.id) }
    }

    /// Notifies a person that a user shares with them, or no longer does: here at once, elsewhere
    /// by a message.
    private func tell(
        _ person: Person, isSharing: Bool, isBlocking: Bool = false, by author: Author
    ) throws {
        if let user = try database.user(personID: person.id) {
            guard try !database.isBlocked(personID: author.person.id, byUserID: user.id)
            else { return }
            return try setSharing(isSharing, by: author.person, with: user)
        }
        try outbox.send(
            .contact(
                Entities.Contact(
                    author: author.person.diasporaID, recipient: person.diasporaID,
                    isFollowing: isSharing, isSharing: isSharing, isBlocking: isBlocking)),
            from: author.person, to: [person.id])
    }
}
