public import Foundation

/// A folder of a test's own, gone with it.
public final class TemporaryFolder: Sendable {
    public let url: URL

    /// Everything in the folder, hidden files included, in order.
    public var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    public init() throws {
        url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "dandelion-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { remove() }

    /// Returns the path of what the folder has, or may have, by that name.
    public func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a file, and the folders above it.
    @discardableResult
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> URL {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    /// Removes the folder before its time: for a test that knows when nothing uses it any more.
    public func remove() {
        // The system clears what cannot be removed.
        try? FileManager.default.removeItem(at: url)
    }
}
