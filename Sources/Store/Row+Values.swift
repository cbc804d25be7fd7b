internal import GRDB

/// The values of a row, for which GRDB's own subscripts end the process if a value is of another type.
///
/// The schema is strict, but a damaged file may hold anything. What cannot be read is an error of
/// whoever asks for that row.
extension Row {
    /// Decodes a column.
    ///
    /// - Throws: ``StoreError/corrupt(path:reason:)``.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: String
    ) throws -> Value {
        do {
            return try decode(Value.self, forColumn: column)
        } catch let error as RowDecodingError {
            throw StoreError(error, path: StoreError.unnamed)
        }
    }

    /// Decodes a column.
    ///
    /// - Throws: ``StoreError/corrupt(path:reason:)``.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ index: Int
    ) throws -> Value {
        do {
            return try decode(Value.self, atIndex: index)
        } catch let error as RowDecodingError {
            throw StoreError(error, path: StoreError.unnamed)
        }
    }
}
