internal import GRDB

/// The identity under which other pods know a local person.
public struct PublicIdentity: Sendable, Equatable {
    public let firstName: String
    public let lastName: String
    public let isSearchable: Bool
    /// PEM.
    public let publicKey: String
}

extension PublicTransaction {
    /// Finds the identity of a local person.
    ///
    /// - Returns: `nil` for a person who has closed the account, or has no keys.
    public func identity(personID: Int64) throws -> PublicIdentity? {
        let identities = try database.rows(
            sql: """
                SELECT firstName, lastName, isSearchable, publicKey FROM publicIdentity
                WHERE personID = ?
                """,
            arguments: [personID])
        return try identities.next().map {
            try PublicIdentity(
                firstName: $0.value(0), lastName: $0.value(1), isSearchable: $0.value(2),
                publicKey: $0.value(3))
        }
    }
}
