internal import CSQLite

/// The reads that are allowed on a connection; everything else that SQLite asks an authorizer about is refused.
struct ReadRules: Sendable {
    /// The connection in the words of a refusal, such as "the public site".
    let reader: String
    /// The views that may be read, and through which alone the tables behind them may.
    let views: Set<String>
    /// Tables that may be read by their own names.
    var tables: Set<String> = []
    /// Columns, as `table.column`, of tables that may not be read otherwise.
    var columns: Set<String> = []
    var functions: Set<String> = []

    /// Judges one question of SQLite's, whose arguments mean something else for each action.
    ///
    /// The views are compared by name, whole and in their own letters: the innermost view "through" which SQLite reads is
    /// also what it calls the name of a `WITH`. One that has the name of a view of the list is not told from it.
    /// Spec: https://www.sqlite.org/c3ref/c_alter_table.html.
    ///
    /// - Returns: The refusal in words; nil if it is allowed.
    func refusal(
        _ action: CInt, _ first: String?, _ second: String?, through view: String?
    ) -> String? {
        switch action {
        case SQLITE_SELECT, SQLITE_TRANSACTION: nil
        case SQLITE_READ: refusalToRead(first ?? "", column: second ?? "", through: view)
        case SQLITE_FUNCTION: refusalToCall(second ?? "")
        // Asked without a value, it tells that nothing can be written.
        case SQLITE_PRAGMA where first == "query_only" && second == nil: nil
        case SQLITE_PRAGMA: refusing("run PRAGMA \(first ?? "")")
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
            refusing("change the table \(first ?? "")")
        case SQLITE_ATTACH: refusing("attach a database")
        default: refusing("take action \(action) of SQLite's list: \(first ?? "")")
        }
    }

    /// Returns why a read is refused, or nil.
    ///
    /// - Parameter column: Empty if a statement names the table and none of its columns.
    private func refusalToRead(
        _ table: String, column: String, through view: String?
    ) -> String? {
        let isAllowed =
            if let view {
                views.contains(view)
            } else {
                views.contains(table) || tables.contains(table) || Self.schema.contains(table)
                    || (!columns.isEmpty && columns.contains("\(table).\(column)"))
            }
        guard !isAllowed else { return nil }
        guard !column.isEmpty else { return refusing("read the table \(table)") }
        return refusing("read the column \(column) of the table \(table)")
    }

    private func refusalToCall(_ function: String) -> String? {
        functions.contains(function) ? nil : refusing("call the function \(function)")
    }

    private func refusing(_ act: String) -> String { "\(reader) may not \(act)" }

    /// GRDB reads the first when a connection is opened.
    private static let schema: Set<String> = ["sqlite_master", "sqlite_temp_master"]
}
