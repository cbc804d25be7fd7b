internal import GRDB

extension RowCursor {
    /// Transforms the remaining rows, each as soon as it is read.
    func all<T>(_ transform: (Row) throws -> T) throws -> [T] {
        var values: [T] = []
        while let row = try next() { values.append(try transform(row)) }
        return values
    }
}
