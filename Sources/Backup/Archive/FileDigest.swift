internal import Cryptography
internal import Foundation

/// The length and hash of a file, read a piece at a time.
struct FileDigest: Equatable {
    let bytes: Int
    /// The digest: 64 lower-case hexadecimal digits.
    let sha256: String

    init(of file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer {
            // Nothing was written, so nothing is lost.
            try? handle.close()
        }
        var stream = try SHA256Stream()
        var count = 0
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            try stream.update(part)
            count += part.count
        }
        bytes = count
        sha256 = try stream.finish().hexadecimal
    }
}
