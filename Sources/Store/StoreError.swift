public import DomainErrors
internal import GRDB
internal import SystemPackage

/// Failures of the database.
public enum StoreError: RecordedError {
    case notFound(path: String)
    case newerSchema(path: String, found: Int, known: Int)
    case olderSchema(path: String, found: Int, known: Int)
    case corrupt(path: String, reason: String)
    case diskFull(path: String)
    case readOnly(path: String)
    case busy(path: String)
    case notEnoughSpace(path: String, neededBytes: Int, availableBytes: Int)
    case constraint(String)
    case failed(path: String, reason: String)

    /// A short text for the log and for stored reasons.
    public var description: String {
        switch self {
        case .notFound(let path): "there is no database at \(path)"
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a newer Dandelion (schema \(found), this one knows \(known))"
        case .olderSchema(let path, let found, let known):
            "\(path) has schema \(found), this Dandelion needs \(known)"
        case .corrupt(let path, let reason): "\(path) is damaged (\(reason))"
        case .diskFull(let path):
            "the disk that holds \(path) is full; nothing was changed. Make room and try again"
        case .readOnly(let path):
            "\(path) cannot be written; check the owner and the permissions of its folder"
        case .busy(let path):
            "\(path) is in use by another process that does not let go; try again in a moment"
        case .notEnoughSpace(let path, let needed, let available):
            """
            the disk that holds \(path) has \(available / 1_048_576) MB free, this needs \
            \(needed / 1_048_576) MB; make room and try again
            """
        case .constraint(let reason): "the database refused the change: \(reason)"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }

    /// Returns whether an error concerns everything that could be read or written, as a full disk
    /// does, rather than the rows that were touched.
    public static func isOfEverything(_ error: any Error) -> Bool {
        switch error as? StoreError {
        case .diskFull, .readOnly, .busy, .notEnoughSpace, .notFound, .newerSchema, .olderSchema:
            true
        case .corrupt, .constraint, .failed, nil: false
        }
    }

    /// Translates what SQLite says, which on a full disk may be that it cannot open or lengthen a file.
    init(_ error: DatabaseError, path: String, freeSpace: FreeSpace = .system) {
        let isFull =
            error.extendedResultCode == .SQLITE_IOERR_SHMSIZE || freeSpace.isNone(beside: path)
        switch error.resultCode {
        case .SQLITE_IOERR where isFull, .SQLITE_CANTOPEN where isFull:
            self = .diskFull(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .corrupt(path: path, reason: error.message ?? "not a database")
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CONSTRAINT: self = .constraint(error.message ?? "constraint failed")
        case .SQLITE_CANTOPEN:
            self = .failed(
                path: path,
                reason:
                    "the file cannot be opened; check the owner and the permissions of its folder")
        case .SQLITE_IOERR: self = .failed(path: path, reason: error.message ?? "disk I/O error")
        default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// The name of the database in errors of a row whose reader does not know its file.
    static let unnamed = "the database"

    /// Translates what GRDB says of a value that is of another type than its reader wants. The value
    /// itself is nobody's to see.
    init(_ error: RowDecodingError, path: String) {
        self = .corrupt(path: path, reason: "a row holds a value of another type than its column")
    }

    /// Translates what the system says about a file.
    init(_ error: Errno, path: String) {
        switch error {
        case .noSpace, .diskQuotaExceeded: self = .diskFull(path: path)
        case .permissionDenied, .notPermitted, .readOnlyFileSystem: self = .readOnly(path: path)
        default: self = .failed(path: path, reason: error.description)
        }
    }

    /// Runs SQLite and translates its errors; others pass.
    static func translating<T>(path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch let error as RowDecodingError {
            throw StoreError(error, path: path)
        }
    }
}
