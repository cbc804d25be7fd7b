public import Foundation
internal import GRDB

// Addresses from which messages of people came whom somebody here added: a part of the inbox is kept for
// them (attack 64).

extension ReadTransaction {
    private static let maximumKnownAddresses = 20_000

    /// Lists the known addresses.
    public func knownAddresses() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT address FROM knownAddress LIMIT ?"),
            arguments: [Self.maximumKnownAddresses])
    }
}

extension WriteTransaction {
    /// Notes that somebody whom a person here added was heard from an address; at most once an hour.
    public func noteKnownAddress(_ address: String, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO knownAddress (address, heardAt) VALUES (:address, :now)
                ON CONFLICT (address) DO UPDATE SET heardAt = excluded.heardAt
                    WHERE abs(excluded.heardAt - heardAt) >= 3600
                """,
            arguments: ["address": address, "now": date.seconds])
    }

    /// Forgets the addresses from which nobody was heard since a time.
    public func forgetKnownAddresses(heardBefore date: Date) throws {
        try database.run(
            sql: "DELETE FROM knownAddress WHERE heardAt < ?", arguments: [date.seconds])
    }
}
