internal import Foundation
internal import Glibc

/// An open file that no folder names any more, with the bytes that a program reads.
///
/// A pipe would not do: the program may end before it has read all, and the pod with it, by SIGPIPE.
struct UnnamedFile {
    let descriptor: Int32

    init(holding bytes: [UInt8]) throws(ConfinedProcessError) {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dandelion-\(UUID().uuidString)").path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notStarted(errno: errno) }
        unlink(path)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                let code = errno
                close()
                throw .notStarted(errno: code)
            }
            written += count
        }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else {
            let code = errno
            close()
            throw .notStarted(errno: code)
        }
    }

    func close() { Glibc.close(descriptor) }
}
