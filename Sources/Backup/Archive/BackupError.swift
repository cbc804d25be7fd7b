/// Why a backup was not made or not restored; nothing was changed.
public enum BackupError: Error, Equatable, CustomStringConvertible {
    case exists(path: String)
    /// Among files that the pod hands out.
    case published(path: String)
    case running(path: String)
    case missingPhotos([String])
    case noTool(String)
    case failed(path: String, reason: String)
    case occupied(path: String)
    case notFound(path: String)
    case noArchive(path: String)
    case hostile(path: String, reason: String)
    case newerFormat(path: String, found: Int)
    case damaged(path: String, file: String)

    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already; nothing is overwritten"
        case .published(let path):
            "\(path) is inside the pod's own public/ or uploads/; a backup holds what is private, "
                + "choose another folder"
        case .running(let path): "another backup of \(path) is running"
        case .missingPhotos(let names):
            """
            \(names.count) files of photos are missing from uploads/images (\
            \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : ""))
            delete their posts, or put the files back
            """
        case .noTool(let name):
            "there is no \(name) on this machine; install Debian's package \(name)"
        case .failed(let path, let reason): "\(path): \(reason)"
        case .occupied(let path):
            "\(path) is there already; restore into a folder that holds no pod (`--data DIR`)"
        case .notFound(let path): "there is no file \(path)"
        case .noArchive(let path):
            "\(path) is no archive made by `dandelion backup`, or not all of it is there"
        case .hostile(let path, let reason):
            "\(path) was not made by `dandelion backup`: \(reason)"
        case .newerFormat(let path, let found):
            """
            \(path) was made by a newer Dandelion (archive format \(found))
            install that version to restore it
            """
        case .damaged(let path, let file):
            "\(path) is damaged: \(file) is not what it was when the backup was made"
        }
    }
}
