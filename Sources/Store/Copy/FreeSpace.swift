internal import Foundation

/// The number of bytes that a file system has left; tests supply their own.
public struct FreeSpace: Sendable {
    /// Bytes left where a folder is; `nil` where the system does not say.
    let bytes: @Sendable (_ folder: String) throws -> Int?

    public init(bytes: @escaping @Sendable (_ folder: String) throws -> Int?) {
        self.bytes = bytes
    }

    public static let system = FreeSpace { folder in
        try FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
    }

    /// Returns whether there is no room for even a small file on the file system of `path`.
    func isNone(beside path: String) -> Bool {
        // Where the system does not say, the disk is not called full.
        let left = try? bytes(URL(filePath: path).deletingLastPathComponent().path)
        return left.map { $0 < Self.smallest } ?? false
    }

    /// The index of SQLite's log, in bytes.
    private static let smallest = 32_768

    /// Checks that a file system has room.
    ///
    /// - Parameter path: A file that is, or will be, on the file system in question; its folder
    ///   exists.
    /// - Throws: ``StoreError/notEnoughSpace(path:neededBytes:availableBytes:)``.
    public func require(_ neededBytes: Int, beside path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let available = try bytes(folder), available < neededBytes else { return }
        throw StoreError.notEnoughSpace(
            path: path, neededBytes: neededBytes, availableBytes: available)
    }
}
