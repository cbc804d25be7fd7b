internal import Diaspora
internal import Store

/// An account that is about to be opened.
struct NewAccount {
    let id: DiasporaID
    let username: String
    let email: String
    let passwordHash: String
    let publicKey: String
    /// The private key, sealed with the pod's secret.
    let privateKey: String
    let aspects: [String]
    let roles: [Role]
}

extension Facts {
    /// Opens an account, with its person, keys and first aspects.
    func openAccount(_ account: NewAccount) throws -> Author {
        let date = now
        let personID = try transaction.insertPerson(
            guid: context.newGUID(), diasporaID: account.id, kind: .local, createdAt: date)
        try transaction.insertKey(
            personID: personID, publicKey: account.publicKey, privateKey: account.privateKey,
            createdAt: date)
        try transaction.setProfile(Profile(), personID: personID, updatedAt: date)
        let userID = try transaction.insertUser(
            personID: personID, username: account.username, email: account.email,
            passwordHash: account.passwordHash, createdAt: date)
        for aspect in account.aspects {
            _ = try transaction.insertAspect(name: aspect, userID: userID)
        }
        for role in account.roles { try transaction.addRole(role, personID: personID) }
        try transaction.noteShown(
            ShownPerson(id: personID, parts: [.presence]), username: account.username, at: date)
        return try Author.find(account.username, in: database)
    }
}
