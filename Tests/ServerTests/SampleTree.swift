import Foundation
import TestSupport

@testable import Server

/// A public tree on disk that holds a file for every row of the address table.
struct SampleTree {
    private let folder: TemporaryFolder
    /// Every file has this time unless a test changes it.
    let modified = Date(timeIntervalSince1970: 1_700_000_000.5)

    var root: URL { folder.url }

    init() throws {
        folder = try TemporaryFolder()
        for sample in AddressSamples().files { try write(sample.file, "The file \(sample.file)") }
        try write("/404.html", "<h1>Nothing is here</h1>")
        try write("/410.html", "<h1>It was deleted</h1>")
        try write("/500.html", "<h1>It failed</h1><p>dandelion-request-id</p>")
        try write("/503.html", "<h1>Back soon</h1>")
    }

    func write(_ name: String, _ text: String) throws {
        try write(name, Data(text.utf8))
    }

    func write(_ name: String, _ bytes: Data) throws {
        let file = root.appending(path: String(name.dropFirst()))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: modified], ofItemAtPath: file.path)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: root.appending(path: String(name.dropFirst())).path,
            withDestinationPath: target)
    }

    func remove() { folder.remove() }
}
