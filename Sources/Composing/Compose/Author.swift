public import Store

/// A user who writes: the account and the person it speaks for.
public struct Author: Sendable, Equatable {
    public let user: User
    public let person: Person

    /// Returns the user of that name, in any case, and their person.
    ///
    /// - Throws: ``ComposeError`` if there is no such user, or the account may not write.
    public static func find(_ username: String, in database: ReadTransaction) throws -> Author {
        guard let user = try database.user(username: username.lowercased()),
            let person = try database.person(id: user.personID)
        else { throw ComposeError.unknownUser(username) }
        if user.closedAt != nil { throw ComposeError.accountClosed(username) }
        if user.lockedAt != nil { throw ComposeError.accountLocked(username) }
        return Author(user: user, person: person)
    }

    /// Finds the rows of the aspects that names mean, each once.
    ///
    /// - Throws: ``ComposeError/unknownAspect(_:known:)``.
    func aspects(_ names: [String], in database: ReadTransaction) throws -> [Int64] {
        let known = try database.aspects(userID: user.id)
        var ids: [Int64] = []
        for name in names {
            guard let aspect = known.first(where: { $0.name.lowercased() == name.lowercased() })
            else { throw ComposeError.unknownAspect(name, known: known.map(\.name)) }
            if !ids.contains(aspect.id) { ids.append(aspect.id) }
        }
        return ids
    }
}
