import DomainErrors
import Foundation
import TestSupport
import Testing

@testable import Importing
@testable import PodFixtures
@testable import Store

/// What the terminal and the log say of an import.
@Suite struct ImportReportTests {
    private static func report() async throws -> (report: ImportReport, pod: ImportPod) {
        let pod = try ImportPod()
        for number in 1...5 {
            try pod.write(
                "---\ndate: 2024-05-12\n---\nText \(number). [Gone](gone.md)",
                to: "\(number).md")
        }
        try pod.write(
            "---\ndate: 2024-05-12\nauthor: Ann\n---\nA <!-- secret --> word <blink>here</blink>.",
            to: "html.md")
        try pod.write("---\ndate: 2027-05-12\n---\nLater.", to: "later.md")
        try pod.write("---\ndate: yesterday\n---\nText.", to: "bad.md")
        try pod.write("* Text", to: "notes.org")
        return (try await pod.importing(), pod)
    }

    @Test func entriesAreGroupedByKindWithACountAndThreeExamples() async throws {
        let (report, _) = try await Self.report()

        let terminal = report.groups(.codes).map { $0.text(limit: 3) }

        #expect(
            terminal == [
                "scheduled: scheduled: 1\n"
                    + "  later.md: published on 2027-05-12T00:00:00Z",
                """
                warning: link: 5
                  1.md:4: gone.md leads to no post and no file here
                  2.md:4: gone.md leads to no post and no file here
                  3.md:4: gone.md leads to no post and no file here
                  and 2 more
                """,
                "warning: html: 1\n  html.md:5: <blink> has no Markdown: its text was kept",
                "warning: author: 1\n  html.md: written by Ann",
                "skipped: skipped: 1\n"
                    + "  notes.org: it is Org, which is not read; save it as Markdown",
                "error: problem: 1\n  \(report.problems[0])",
            ])
        #expect(report.summary == "6 posts imported, 1 scheduled, 1 skipped, 1 failed")
    }

    @Test func aCommentLeftOutIsToldInTheLogAlone() async throws {
        let (report, _) = try await Self.report()

        #expect(!report.groups(.codes).contains { $0.text(limit: nil).contains("secret") })
        #expect(
            report.whole(.codes).contains("html.md:5: the comment “secret” was left out"))
    }

    @Test func theLogHasAllOfItForTheOwnerAloneAndNoneReplacesAnother() async throws {
        let (report, pod) = try await Self.report()
        let log = ImportLog(folder: pod.folder)

        let first = try log.write(report, at: ImportPod.now, wording: .codes)
        let second = try log.write(
            ImportReport(), at: ImportPod.now, wording: .codes)

        #expect(first.path == pod.folder.url.path + "/log/import-20260101T000000Z.txt")
        #expect(second.lastPathComponent == "import-20260101T000000Z-2.txt")
        let text = try String(contentsOf: first, encoding: .utf8)
        #expect(text == report.whole(.codes))
        for number in 1...5 { #expect(text.contains("\(number).md:4: gone.md leads to no post")) }
        let modes = try [first, first.deletingLastPathComponent()].map {
            try FileManager.default.attributesOfItem(atPath: $0.path)[.posixPermissions] as? Int
        }
        #expect(modes == [0o600, 0o700])
    }
}
