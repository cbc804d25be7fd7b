import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct PrivateFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func itIsForTheOwnerAloneAndWhole() throws {
        let url = URL(filePath: folder.path("secret"))

        try PrivateFile(url).write { try $0.write(contentsOf: Data("text".utf8)) }

        #expect(try String(contentsOf: url, encoding: .utf8) == "text")
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    /// It is no failure of the database.
    @Test func aFileThatCannotBeMadeIsAFailureOfThatFile() {
        let path = folder.path("nowhere/secret")

        #expect(throws: FileError.failed(path: path, reason: "No such file or directory")) {
            try PrivateFile(URL(filePath: path)).write { _ in }
        }
    }

    @Test func nothingStaysOfAFileThatIsNotFinished() {
        struct Stop: Error {}
        let path = folder.path("secret")

        #expect(throws: Stop.self) {
            try PrivateFile(URL(filePath: path)).write { _ in throw Stop() }
        }

        let files = FileManager.default
        #expect(!files.fileExists(atPath: path) && !files.fileExists(atPath: path + ".tmp"))
    }
}
