import Glibc
import SystemPackage

/// The identity and the age of a file, which differ once it is written or replaced.
struct FileStamp: Equatable {
    private let path: String
    private let numbers: [Int]

    /// - Returns: `nil` if there is no such file.
    init?(_ file: ConfigurationFile) {
        guard let path = file.path?.string else { return nil }
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.path = path
        numbers = [
            Int(status.st_dev), Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
        ]
    }
}
