import Foundation
import TestSupport
import Testing

/// The rows, pages and messages that each fact leaves are those of its recording. `UPDATE_GOLDEN=1` writes the
/// recordings anew; the diff of the files then shows what a change does.
@Suite struct FactTests {
    private let folder = Repository.root.appending(path: "Tests/FederationTests/Fixtures/Facts")
    private let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    init() throws {
        guard isUpdating else { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test(arguments: Fact.allCases)
    func aFactLeavesWhatItsRecordingSays(fact: Fact) async throws {
        let recording = try await fact.recording()

        let file = folder.appending(path: "\(fact.rawValue).txt")
        if isUpdating { try Data(recording.utf8).write(to: file) }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(Self.differences(kept, recording) == [], "\(fact.rawValue)")
    }

    @Test func everyRecordingIsOfAFact() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)

        #expect(Set(names).isSubset(of: Fact.allCases.map { "\($0.rawValue).txt" }))
    }

    /// Lists the lines that the recording has no more (`-`) and those that it did not have (`+`).
    private static func differences(_ kept: String, _ recording: String) -> [String] {
        let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let new = recording.split(separator: "\n", omittingEmptySubsequences: false)
        return new.difference(from: old).map { change in
            switch change {
            case .insert(let number, let line, _): "+\(number + 1): \(line)"
            case .remove(let number, let line, _): "-\(number + 1): \(line)"
            }
        }
    }
}
