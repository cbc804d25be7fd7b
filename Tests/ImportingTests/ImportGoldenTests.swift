import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Importing
@testable import PodFixtures

/// One folder a case in `Fixtures/Import`: `source`, and in `expected.txt` what comes of it.
@Suite struct ImportGoldenTests {
    @Test(arguments: ["hugo", "jekyll", "zola"])
    func aBlogComesInAsExpected(name: String) async throws {
        let pod = try ImportPod()
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Import/\(name)")
        try FileManager.default.removeItem(at: pod.source)
        try FileManager.default.copyItem(at: folder.appending(path: "source"), to: pod.source)

        let report = try await pod.importing()

        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            try description(of: pod, report).write(
                to: Repository.root.appending(
                    path: "Tests/ImportingTests/Fixtures/Import/\(name)/expected.txt"),
                atomically: true, encoding: .utf8)
        }
        let expected = try String(
            contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)
        #expect(try description(of: pod, report) == expected)
    }

    private func description(of pod: ImportPod, _ report: ImportReport) throws -> String {
        var text = ""
        let redirects = try pod.redirects()
        for post in try pod.posts() {
            text += "=== \(post.guid)\n"
            text += "date: \(post.createdAt.ISO8601Format())\n"
            for path in redirects.filter({ $0.value == post.guid.string }).keys.sorted() {
                text += "was: \(path)\n"
            }
            text += "\n" + post.text + "\n\n"
        }
        for draft in try pod.database.read({ try $0.drafts(userID: nil) }) {
            text += "=== draft \(draft.guid)\n"
            if let question = draft.pollQuestion {
                text += "poll: \(question) \(draft.pollAnswers)\n"
            }
            if let place = draft.location {
                let degrees = [place.latitude, place.longitude].compactMap { $0 }
                text += "place: \(place.address) \(degrees)\n"
            }
            text += "\n" + draft.text + "\n\n"
        }
        text += "=== report\n"
        for skip in report.skipped { text += "skipped: \(skip)\n" }
        for problem in report.problems { text += "error: \(problem)\n" }
        for warning in report.warnings { text += "warning: \(warning)\n" }
        text += "posts: \(report.imported), drafts: \(report.drafts)\n"
        return text
    }
}
