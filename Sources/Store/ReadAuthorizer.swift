internal import CSQLite
internal import GRDB
internal import Synchronization

/// The authorizer of one connection: SQLite asks it for each table, column and function that a statement names, while it
/// prepares the statement.
///
/// Spec: https://www.sqlite.org/c3ref/set_authorizer.html.
final class ReadAuthorizer: Sendable {
    private let rules: ReadRules
    private let lastRefusal = Mutex<String?>(nil)

    init(rules: ReadRules) {
        self.rules = rules
    }

    /// Installs the authorizer in place of GRDB's own, which records what statements read for
    /// observers; such a connection has none.
    ///
    /// GRDB sets its own once, before it calls what prepares a connection. SQLite keeps a bare pointer: the authorizer has
    /// to live as long as the connection.
    func install(on database: Database) throws {
        let code = sqlite3_set_authorizer(
            database.sqliteConnection,
            { authorizer, action, first, second, _, view in
                guard let authorizer else { return SQLITE_DENY }
                return Unmanaged<ReadAuthorizer>.fromOpaque(authorizer).takeUnretainedValue()
                    .answer(
                        action, first.map(String.init(cString:)), second.map(String.init(cString:)),
                        through: view.map(String.init(cString:)))
            },
            Unmanaged.passUnretained(self).toOpaque())
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// Forgets the last refusal.
    ///
    /// - Returns: Its words; SQLite's own name no table for some.
    func takeRefusal() -> String? {
        lastRefusal.withLock { refusal in
            defer { refusal = nil }
            return refusal
        }
    }

    private func answer(
        _ action: CInt, _ first: String?, _ second: String?, through view: String?
    ) -> CInt {
        guard let refusal = rules.refusal(action, first, second, through: view) else {
            return SQLITE_OK
        }
        lastRefusal.withLock { $0 = refusal }
        return SQLITE_DENY
    }
}
