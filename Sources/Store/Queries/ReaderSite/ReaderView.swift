/// A view of what the person may read whom the function `reader()` names.
///
/// The only definition of what a person may read: public posts, their own, and those that they were sent. What they want to
/// see in lists is another matter (``ListFilter``). A query must use a column of each table of a view, as SQLite asks the
/// authorizer for a table of which only the row number is used by its own name, outside of any view. Whether a row has a partner
/// in another table is asked by a scalar subquery: with IN, SQLite may go through all of the other table instead.
struct ReaderView: Sendable {
    let name: String
    let sql: String

    static let all = posts + answers + own + conversations
}
