import Cryptography
import Diaspora
import Foundation
import GRDB
import Store
import TestSupport

@testable import Composing
@testable import Site

/// A ``SamplePod`` with what some tests need beside it.
protocol PodFixture: AnyObject {
    var base: SamplePod { get }
}

extension PodFixture {
    static var start: Date { MovableClock.start }
    static var secret: [UInt8] { SamplePod.secret }

    var temporary: TemporaryFolder { base.temporary }
    var folder: PodFolder { base.folder }
    var database: PodDatabase { base.database }
    var settings: SiteSettings { base.settings }
    var random: SeededRandomBytes { base.random }
    var clock: MovableClock { base.clock }
    var keys: KeyRing { base.keys }
    var context: PodContext { base.context }
    var composer: Composer { base.composer }
    var site: SiteDispatcher { base.site }
    var accounts: Accounts { base.accounts }

    func newGUID() -> GUID { base.newGUID() }
}

// MARK: - Behind the pod's back

extension PodFixture {
    /// Reads what the database says: a row a text, values with spaces between.
    func rows(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: folder.database.path).read { connection in
            try Row.fetchAll(connection, sql: sql).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
    }

    /// Changes the database.
    func damage(_ sql: String) throws {
        try DatabaseQueue(path: folder.database.path).write { try $0.execute(sql: sql) }
    }
}

// MARK: - The tree

extension PodFixture {
    static func files(of tree: URL) throws -> [String: Data] { try TreeCheck.files(of: tree) }

    private var check: TreeCheck {
        TreeCheck(
            dispatcher: site, tree: folder.tree, address: String(settings.url.dropLast()),
            room: temporary.url)
    }

    /// Names in words the differences of the pod's tree from a clean build.
    func differences() throws -> [String] { try check.differences() }

    /// Lists the links in pages and feeds to this pod that no file of the tree answers.
    func deadLinks() throws -> [String] { try check.deadLinks() }

    func page(_ path: String) throws -> String {
        try String(contentsOf: folder.tree.appending(path: path), encoding: .utf8)
    }

    func hasFile(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.tree.appending(path: path).path)
    }
}
