import Foundation

/// A folder that goes when the test that made it is over.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "imaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Everything in the folder, hidden files included, in order.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    func write(_ bytes: [UInt8], to name: String = "upload") throws -> URL {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }

    /// A program that runs this shell script, whatever its arguments.
    func writeProgram(_ script: String) throws -> String {
        let file = try write(Array("#!/bin/sh\n\(script)\n".utf8), to: "program")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: file.path)
        return file.path
    }
}
