internal import GRDB

extension RowCursor {
    /// The rest of the rows, each made into a value at once.
    func all<T>(_ transform: (Row) throws -> T) throws -> [T] {
        var values: [T] = []
        while let row = try next() { values.append(try transform(row)) }
        return values
    }
}
