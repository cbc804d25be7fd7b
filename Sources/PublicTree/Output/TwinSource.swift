internal import Glibc

/// A file of the tree as it was when its twins were made of it.
///
/// It stays open until they have their places, so that the number of its inode goes to no other file meanwhile.
final class TwinSource {
    private let file: FileDescriptorOwner
    private let status: stat

    /// Opens a regular file for reading, following no link.
    ///
    /// - Returns: `nil` if no regular file is there.
    /// - Throws: ``TreeError`` if it cannot be opened.
    init?(_ name: String, in folder: Int32, path: String) throws(TreeError) {
        // A pipe is not waited for.
        let number = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        if number < 0, errno == ENOENT || errno == ELOOP || errno == ENXIO { return nil }
        file = try FileDescriptorOwner(number, path: path)
        var status = stat()
        let isKnown = fstat(file.number, &status) == 0
        self.status = status
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else { return nil }
    }

    /// Reads all of it.
    ///
    /// - Returns: `nil` if it has changed since it was opened.
    func read() -> [UInt8]? { file.read(size: Int(status.st_size)) }

    /// Whether the path still has this very file, unchanged.
    func stands(as name: String, in folder: Int32) -> Bool {
        var found = stat()
        return fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0
            && found.st_dev == status.st_dev && found.st_ino == status.st_ino
            && found.st_ctim.tv_sec == status.st_ctim.tv_sec
            && found.st_ctim.tv_nsec == status.st_ctim.tv_nsec
    }
}
