internal import Foundation
internal import Glibc

/// The kind of a file system entry, links not followed.
enum FileStatus: Equatable {
    case link
    case folder
    case file(bytes: Int, modified: Date)
    case other

    /// Reads the status of a path; `nil` if nothing is there or its status cannot be read.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFLNK: self = .link
        case S_IFDIR: self = .folder
        case S_IFREG:
            let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
            self = .file(
                bytes: Int(status.st_size), modified: Date(timeIntervalSince1970: seconds))
        default: self = .other
        }
    }
}
