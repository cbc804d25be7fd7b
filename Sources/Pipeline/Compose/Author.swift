public import Store

/// A user who writes: the account and the person it speaks for.
public struct Author: Sendable, Equatable {
    public let user: User
    public let person: Person

    /// - Throws: ``ComposeError`` if there is no such user, or the account may not write.
    public static func find(_ username: String, in database: ReadTransaction) throws -> Author {
        guard let user = try database.user(username: username.lowercased()),
            let person = try database.person(id: user.personID)
        else { throw ComposeError.unknownUser(username) }
        if user.closedAt != nil { throw ComposeError.account("the account \(username) is closed") }
        if user.lockedAt != nil {
            throw ComposeError.account(
                "the account \(username) is locked; `dandelion user unlock \(username)` opens it")
        }
        return Author(user: user, person: person)
    }
}
