internal import Foundation

/// How many bytes a file system has left; tests say their own number.
public struct FreeSpace: Sendable {
    /// Bytes left where a folder is; `nil` where the system does not say.
    let bytes: @Sendable (_ folder: String) throws -> Int?

    public init(bytes: @escaping @Sendable (_ folder: String) throws -> Int?) {
        self.bytes = bytes
    }

    public static let system = FreeSpace { folder in
        try FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
    }

    /// Whether not even a small file fits beside another.
    func isNone(beside path: String) -> Bool {
        // Where the system does not say, the disk is not called full.
        let left = try? bytes(URL(filePath: path).deletingLastPathComponent().path)
        return left.map { $0 < Self.smallest } ?? false
    }

    /// The index of SQLite's log, in bytes.
    private static let smallest = 32_768

    /// - Parameter path: A file that is, or will be, on the file system in question; its folder is
    ///   there.
    /// - Throws: ``StoreError/notEnoughSpace(path:neededBytes:availableBytes:)``.
    public func require(_ neededBytes: Int, beside path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let available = try bytes(folder), available < neededBytes else { return }
        throw StoreError.notEnoughSpace(
            path: path, neededBytes: neededBytes, availableBytes: available)
    }
}
