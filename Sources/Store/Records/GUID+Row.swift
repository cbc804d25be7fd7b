internal import Diaspora
internal import GRDB

extension GUID {
    /// Reads the column `guid`, which only valid ones are written into.
    init(row: Row) throws {
        let text: String = try row.value("guid")
        guard let guid = GUID(text) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "GUID \(text)")
        }
        self = guid
    }
}
