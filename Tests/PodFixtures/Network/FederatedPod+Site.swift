import Diaspora
import Foundation
import Store
import TestSupport
import Testing

/// The pod's pages, and the moves that change them.
extension FederatedPod {
    /// Differences of the tree from a clean one, links to nothing, and faults of the database.
    func problems() throws -> [String] {
        try differences() + deadLinks() + DatabaseCheck(database: database).findings().map(\.text)
    }

    /// Takes in that somebody goes on as somebody else.
    func receiveMove(of old: RemotePerson, to new: RemotePerson) async throws {
        let migration = Entities.AccountMigration(
            author: old.id, profile: Entities.Profile(author: new.id, editedAt: clock.now))
        try await receive(.accountMigration(try migration.signed(by: new.key)), from: old)
        #expect(try heldReasons() == [] && waiting() == [])
    }
}
