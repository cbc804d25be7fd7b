import Diaspora
import Foundation
import Testing

/// The files of `Fixtures/discovery`, and the pod that they are about.
struct DiscoveryFixture {
    let id: DiasporaID
    let guid: GUID
    let pod: PodAddress

    init() throws {
        id = try #require(DiasporaID("alice@pod-a.org"))
        guid = try #require(GUID("7dba7ca01d64013485eb3131731751e9"))
        pod = PodAddress(of: id)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    func data(_ name: String) throws -> Data {
        let folder = try #require(Bundle.module.resourceURL)
        return try Data(contentsOf: folder.appending(path: "Fixtures/discovery/\(name)"))
    }

    /// Compares what was written with a file; `RECORD_GOLDEN=1` writes the file instead, and fails.
    func expectGolden(
        _ name: String, _ written: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            let tests = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
            try Data(written).write(to: tests.appending(path: "Fixtures/discovery/\(name)"))
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let text = String(decoding: written, as: UTF8.self)
        #expect(text == (try self.text(name)), sourceLocation: sourceLocation)
    }
}
