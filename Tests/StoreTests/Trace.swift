import GRDB

/// The statements that a connection ran, in order.
final class Trace {
    private(set) var statements: [String] = []
    /// With the arguments written into them.
    private(set) var expanded: [String] = []

    func follow(_ database: Database) {
        database.trace { [weak self] event in
            guard case .statement(let statement) = event, !statement.sql.hasPrefix("--") else {
                return
            }
            self?.statements.append(statement.sql)
            self?.expanded.append(statement.expandedSQL)
        }
    }
}
