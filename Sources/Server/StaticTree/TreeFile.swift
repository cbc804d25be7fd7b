internal import Blocking
internal import CGlibc
import Foundation
import NIOCore
import SystemPackage

/// An open file of the public tree, closed when the last answer from it is done.
final class TreeFile: Sendable {
    /// Bytes.
    let size: Int
    /// Nanoseconds since 1970.
    let modified: Int64
    private let descriptor: SystemPackage.FileDescriptor

    /// Takes over the descriptor; nil, and the descriptor closed, if it is not of a plain file.
    init?(owning descriptor: SystemPackage.FileDescriptor) {
        var status = stat()
        self.descriptor = descriptor
        let known = fstat(descriptor.rawValue, &status) == 0
        size = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        guard known, status.st_mode & S_IFMT == S_IFREG else { return nil }
    }

    deinit {
        try? descriptor.close()  // Nothing was written: a failure loses nothing.
    }

    /// Reads a range of the file if the system has it in memory.
    ///
    /// - Returns: nil if it would have to wait for the disk, or cannot say. Source: preadv2(2), `RWF_NOWAIT`.
    func readFromMemory(_ range: Range<Int>) -> ByteBuffer? {
        var buffer = ByteBufferAllocator().buffer(capacity: range.count)
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: range.count) {
            max(
                pread_nowait(
                    descriptor.rawValue, $0.baseAddress, range.count, off_t(range.lowerBound)), 0)
        }
        return count == range.count ? buffer : nil
    }

    /// Reads a range of the file as it is, on the threads that may wait for the disk.
    ///
    /// - Throws: ``StaticTreeError/shortened`` if the file ends before the range does.
    func read(_ range: Range<Int>) async throws -> ByteBuffer {
        if let bytes = readFromMemory(range) { return bytes }
        return try await BlockingExecutor.onThreads { try readBlocking(range) }
    }

    /// Reads a range of the file as it is.
    ///
    /// - Throws: ``StaticTreeError/shortened`` if the file ends before the range does.
    func readBlocking(_ range: Range<Int>) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: range.count)
        while buffer.readableBytes < range.count {
            let offset = range.lowerBound + buffer.readableBytes
            let missing = range.count - buffer.readableBytes
            let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: missing) {
                try descriptor.read(
                    fromAbsoluteOffset: Int64(offset),
                    into: UnsafeMutableRawBufferPointer(rebasing: $0[..<missing]))
            }
            guard count > 0 else { throw StaticTreeError.shortened }
        }
        return buffer
    }
}
