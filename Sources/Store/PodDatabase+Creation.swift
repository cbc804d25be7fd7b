internal import Foundation
internal import SystemPackage

extension PodDatabase {
    /// Makes a new database with the newest schema, which nobody but its owner may read.
    ///
    /// It gets its name when it is complete: a stop half-way leaves no database.
    public static func create(path: String) throws -> PodDatabase {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError.failed(path: path, reason: "there is a database already")
        }
        let unfinished = path + ".new"
        for suffix in ["", "-wal", "-shm"] { try removeLeftover(unfinished + suffix) }
        try createFile(unfinished)
        let database = try PodDatabase(pooling: unfinished)
        try Migrator(database: database).migrate()
        try database.checkpoint()
        try database.close()
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        return try PodDatabase(path: path)
    }

    /// Makes an empty file of mode 0600, whatever the umask; SQLite gives its log the same mode.
    static func createFile(_ path: String) throws {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            try file.close()
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch let error as Errno {
            throw StoreError(error, path: path)
        }
    }

    private static func removeLeftover(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }
}
