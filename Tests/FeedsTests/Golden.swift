import Foundation
import Testing

/// Compares what was written with the file of that name in `Fixtures`.
///
/// With `RECORD_GOLDEN=1` in the environment the file is written instead, and the test fails so that
/// nobody takes the recording for a check.
func expectGolden(
    _ name: String, _ written: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws {
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/\(name)")
        try Data(written).write(to: file)
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let file = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/\(name)")
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(
        String(decoding: written, as: UTF8.self) == expected, sourceLocation: sourceLocation)
}
