public import Foundation
internal import SystemPackage

/// A file of mode 0600 that gets its name once all of it is on disk.
public struct PrivateFile {
    let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    /// - Throws: ``FileError`` if it cannot be made; what `body` throws.
    public func write(_ body: (FileHandle) throws -> Void) throws {
        let unfinished = url.path + ".tmp"
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(
                FilePath(unfinished), .writeOnly, options: [.create, .truncate, .noFollow],
                permissions: .ownerReadWrite)
        } catch let error as Errno {
            throw FileError.failed(path: url.path, reason: error.description)
        }
        let handle = FileHandle(fileDescriptor: descriptor.rawValue, closeOnDealloc: true)
        do {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: unfinished)
            try body(handle)
            try handle.synchronize()
            try handle.close()
            try FileManager.default.moveItem(atPath: unfinished, toPath: url.path)
            try Self.synchronize(url.deletingLastPathComponent())
        } catch {
            // The first error is the one to tell.
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    /// Makes a file's bytes, or the names in a folder, durable.
    public static func synchronize(_ url: URL) throws {
        let descriptor = try FileDescriptor.open(FilePath(url.path), .readOnly)
        try descriptor.closeAfter {
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }
}
