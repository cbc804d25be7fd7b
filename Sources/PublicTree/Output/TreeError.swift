#if canImport(Glibc)
internal import Glibc
#endif

/// The reason why the public tree could not be written; the existing files are whole all the same.
public enum TreeError: Error, Equatable, CustomStringConvertible {
    case notWritable(path: String)
    case diskFull(path: String)
    /// A file system entry, perhaps a symbolic link, at a path where the tree needs a folder or a
    /// file.
    case inTheWay(path: String)
    case failed(path: String, reason: String)

    public var description: String {
        switch self {
        case .notWritable(let path):
            "\(path) cannot be written; check the owner and the permissions of its folder"
        case .diskFull(let path):
            "the disk that holds \(path) is full; the pages that stand are whole"
        case .inTheWay(let path):
            "something that is no part of the public tree stands at \(path) or above it (a folder in "
                + "place of a file, or a symbolic link); move it away"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }

    /// Reads `errno` after a call that failed.
    static func last(path: String) -> TreeError {
        let code = errno
        switch code {
        case ENOSPC, EDQUOT, EFBIG: return .diskFull(path: path)
        case EACCES, EPERM, EROFS: return .notWritable(path: path)
        case ENOTDIR, ELOOP, EISDIR: return .inTheWay(path: path)
        default: return .failed(path: path, reason: String(cString: strerror(code)))
        }
    }
}
