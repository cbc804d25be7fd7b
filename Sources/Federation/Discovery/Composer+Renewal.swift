public import Composing
internal import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Stores the new key and GUID by which a person's pod identifies them since it was set up
    /// anew.
    ///
    /// What the person wrote stays theirs. The new pod does not know who here shares with them, and is told. What
    /// was held of theirs is tried again.
    ///
    /// - Returns: The number of messages that are tried again.
    /// - Throws: ``ComposeError``, ``DirectoryError/takenGUID(_:)``, ``StoreError``.
    @discardableResult
    public func renew(_ change: IdentityChange) throws -> Int {
        try context.record { facts in
            let (transaction, database) = (facts.transaction, facts.database)
            let person = try known(change.id, in: database)
            guard !person.isHere, person.guid == change.known.guid,
                try database.publicKey(personID: person.id) == change.known.publicKey
            else { throw ComposeError.personChanged("\(change.id)") }
            if let owner = try database.person(change.found.guid), owner.id != person.id {
                throw DirectoryError.takenGUID(change.id)
            }
            try transaction.renewPerson(
                id: person.id, guid: change.found.guid, publicKey: change.found.publicKey,
                inboxes: .ofProtocol)
            // Pages link to the person's own page, whose address has the GUID.
            try transaction.showName(of: person, at: clock.now())
            for userID in try database.usersSharing(withPersonID: person.id) {
                try facts.shareAgain(userID: userID, with: person, isWithProfile: true)
            }
            return try transaction.retryHeldInboxEntries(of: change.id)
        }
    }

    /// Enqueues a new sharing message to everybody on other pods with whom people here share, with
    /// the IDs that they have now.
    ///
    /// - Returns: The number of people notified.
    public func shareAgainWithEverybody() throws -> Int {
        try context.record { facts in
            let database = facts.database
            let people = try database.addedPeopleElsewhere()
            for id in people {
                guard let person = try database.person(id: id) else { continue }
                for userID in try database.usersSharing(withPersonID: id) {
                    try facts.shareAgain(userID: userID, with: person, isWithProfile: true)
                }
            }
            return people.count
        }
    }
}
