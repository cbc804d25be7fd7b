import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Pipeline

/// The pod's pages, and the moves that change them.
extension FederatedPod {
    var site: SiteDispatcher {
        SiteDispatcher(database: database, folder: folder, settings: settings, clock: clock.pod)
    }

    /// Differences of the tree from a clean one, links to nothing, and faults of the database.
    func problems() throws -> [String] {
        let check = TreeCheck(
            dispatcher: site, tree: folder.tree, address: "https://home.example",
            room: temporary.url)
        return try check.differences() + check.deadLinks()
            + DatabaseCheck(database: database).findings()
    }

    func page(_ path: String) throws -> String {
        try String(contentsOf: folder.tree.appending(path: path), encoding: .utf8)
    }

    func hasFile(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.tree.appending(path: path).path)
    }

    /// Takes in that somebody goes on as somebody else.
    func receiveMove(of old: RemotePerson, to new: RemotePerson) async throws {
        let migration = Entities.AccountMigration(
            author: old.id, profile: Entities.Profile(author: new.id, editedAt: clock.now))
        try await receive(.accountMigration(try migration.signed(by: new.key)), from: old)
        #expect(try heldReasons() == [] && waiting() == [])
    }
}
