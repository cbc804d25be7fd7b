internal import Glibc

/// The kind, mode, owner and size that the file system tells of a file.
struct FileFacts: Sendable, Equatable {
    enum Kind: Sendable {
        case file
        case folder
        case other
    }

    let path: String
    let kind: Kind
    /// The permission bits.
    let mode: Int
    let owner: UInt32
    let bytes: Int

    init(path: String, kind: Kind, mode: Int, owner: UInt32 = 0, bytes: Int = 0) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.bytes = bytes
    }

    /// Asks the file system.
    ///
    /// - Parameter followsLinks: Tells of the file that a link leads to, else of the link, which is of another kind.
    /// - Returns: nil if there is nothing, or nothing can be known.
    init?(at path: String, followsLinks: Bool = true) {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.path = path
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        mode = Int(status.st_mode & 0o7777)
        owner = status.st_uid
        bytes = Int(status.st_size)
    }

    /// The mode as `chmod` writes it.
    var octalMode: String { String(mode, radix: 8) }
}
