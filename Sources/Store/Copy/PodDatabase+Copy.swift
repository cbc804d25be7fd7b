internal import Foundation
internal import GRDB

extension PodDatabase {
    /// Copies the database as it is now into a new file of mode 0600, a step at a time, while others
    /// go on reading and writing it.
    ///
    /// Spec: SQLite, "Online Backup API"; the source is read in one transaction, so that what is
    /// written meanwhile neither shows nor starts the copy anew.
    ///
    /// - Parameters:
    ///   - destination: Where nothing is yet.
    ///   - progress: Called with pages.
    public func copy(
        to destination: String, progress: @escaping (_ done: Int, _ total: Int) -> Void
    ) throws -> DatabaseCopy {
        try Self.createFile(destination)
        do {
            return try StoreError.translating(path: destination) {
                var configuration = Configuration()
                configuration.busyMode = .timeout(10)
                let target = try DatabaseQueue(path: destination, configuration: configuration)
                try pool.backup(to: target, pagesPerStep: 1_000) {
                    progress($0.completedPageCount, $0.totalPageCount)
                }
                // The copy inherits WAL; without it, one file is all there is.
                try target.writeWithoutTransaction {
                    try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE")
                }
                let copy = try target.read(DatabaseCopy.init)
                try target.close()
                return copy
            }
        } catch {
            // The first error is the one to tell.
            try? FileManager.default.removeItem(atPath: destination)
            throw error
        }
    }
}
