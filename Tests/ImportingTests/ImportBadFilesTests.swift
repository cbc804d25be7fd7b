import Diaspora
import DomainErrors
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures

@Suite struct ImportBadFilesTests {
    @Test func badFilesAreNamedWithLineAndReasonAndTheOthersComeIn() async throws {
        let pod = try ImportPod()
        try pod.write("---\ntitle: Good\ndate: 2024-05-12\n---\nText.", to: "good.md")
        try pod.write("---\ntitle: \"open\ndate: 2024\n---\nText.", to: "yaml.md")
        try pod.write("+++\ntitle = \n+++\nText.", to: "toml.md")
        try pod.write("---\ntitle: never closed\n", to: "unclosed.md")
        try pod.write("---\ndate: yesterday\n---\nText.", to: "date.md")
        try pod.write(Array("---\ntitle: x\n---\nA ".utf8) + [0xFF, 0xFE], to: "latin.md")
        try pod.write(String(repeating: "a", count: 300_000), to: "2024-05-12-long.md")
        try pod.write(String(repeating: "a", count: 1 << 21), to: "2024-05-12-huge.md")
        try pod.write(
            "---\ndate: 2024-05-12\npoll: {question: Q, answers: [one]}\n---\nText.",
            to: "poll.md")

        let report = try await pod.importing()

        #expect(report.imported == 1)
        #expect(
            report.problems.map(\.path) == [
                "2024-05-12-huge.md", "2024-05-12-long.md", "date.md", "latin.md", "poll.md",
                "toml.md",
                "unclosed.md", "yaml.md",
            ])
        let byPath = Dictionary(uniqueKeysWithValues: report.problems.map { ($0.path, $0) })
        #expect(byPath["date.md"]?.line == 2)
        #expect(byPath["latin.md"]?.line == 4)
        #expect(byPath["unclosed.md"]?.line == 1)
        #expect(byPath["toml.md"]?.line == 2)
        #expect(byPath["yaml.md"]?.line != nil)
        #expect(
            byPath["2024-05-12-long.md"]?.reason
                == .error(ComposeError.tooLong(characters: 300_000, limit: 262_144).record))
        #expect(
            byPath["poll.md"]?.reason == .error(ComposeError.tooFewPollAnswers(least: 2).record))
        for problem in report.problems {
            if case .text(let text) = problem.reason { #expect(!text.hasPrefix("line")) }
        }
    }

    @Test func whatIsNoPostIsNamedAsSkippedOrNotLookedAt() async throws {
        let pod = try ImportPod()
        let outside = pod.temporary.url.appending(path: "outside.md")
        try Data("Secret.".utf8).write(to: outside)
        try pod.write("+++\ntemplate = \"latest.html\"\n+++\n\n", to: "latest.md")
        try pod.write("---\ntitle: Section\n---\nText.", to: "blog/_index.md")
        try pod.write("Text.", to: ".hidden/2024-05-12-a.md")
        try pod.write("Text.", to: "node_modules/2024-05-12-b.md")
        try pod.write("Text.", to: "text.txt")
        try FileManager.default.createSymbolicLink(
            at: pod.source.appending(path: "link.md"), withDestinationURL: outside)
        try FileManager.default.createSymbolicLink(
            at: pod.source.appending(path: "loop"), withDestinationURL: pod.source)

        let report = try await pod.importing()

        #expect(try pod.posts().isEmpty && report.problems.isEmpty)
        #expect(
            report.skipped.map(\.description) == [
                "blog/_index.md: it is the page of a section, not a post",
                "latest.md: it holds no text",
                "link.md: it is a link out of the folder",
            ])
    }

    @Test func aFolderThatIsNoneIsAPlainError() async throws {
        let pod = try ImportPod()
        try pod.write("Text.", to: "2024-05-12-a.md")

        await #expect(throws: ImportError.notFound(path: pod.source.path + "/gone")) {
            _ = try await pod.importing(from: pod.source.appending(path: "gone"))
        }
        await #expect(throws: ImportError.notAFolder(path: pod.source.path + "/2024-05-12-a.md")) {
            _ = try await pod.importing(from: pod.source.appending(path: "2024-05-12-a.md"))
        }
    }

    @Test func datesAreThoseOfFrontMatterNamePathAndLastTheFile() async throws {
        let pod = try ImportPod()
        try pod.write("---\ndate: 2024-05-12T08:30:00+02:00\n---\nA", to: "2020-01-01-a.md")
        try pod.write("B", to: "2020-01-02-b.md")
        try pod.write("C", to: "2020/01/03/c.md")
        try pod.write("---\npath: 2020/01/04/d\n---\nD", to: "d.md")
        try pod.write("E", to: "hello.md")

        let report = try await pod.importing()

        #expect(
            try pod.posts().map { "\($0.text) \($0.createdAt.seconds)" } == [
                "B 1577923200", "C 1578009600", "D 1578096000", "A 1715495400", "E 1746230400",
            ])
        #expect(
            report.warnings.map(\.description) == [
                "hello.md: no date in its front matter or file name; using the file's time, 3 May 2025"
            ])
    }

    @Test func titlesOfAnyLengthAndScriptMakeAddresses() async throws {
        let pod = try ImportPod()
        let long = String(repeating: "wörter ", count: 72)
        let heads = [
            "a": "title: X", "b": "title: こんにちは世界", "c": "title: \"\(long)\"",
            "d": "title: Wörter & Sätze", "e": "title: T\nslug: chosen-one", "f": "",
            "g": "title: T\nslug: 日本",
        ]
        for (name, head) in heads {
            try pod.write("---\ndate: 2024-05-12\n\(head)\n---\nText.", to: "\(name).md")
        }
        try pod.write("---\ndate: 2024-05-12\n---\n# A heading\n\nText.", to: "h.md")

        let report = try await pod.importing()

        func slug(_ name: String) throws -> String {
            let guid = try pod.post(from: "\(name).md")?.guid.string ?? ""
            return guid.count == 32 && !guid.contains("-") ? "" : String(guid.dropLast(13))
        }
        #expect(try slug("a") == "" && slug("b") == "" && slug("f") == "" && slug("g") == "")
        #expect(try slug("c").hasPrefix("worter-worter-") && slug("c").count <= 60)
        #expect(try slug("d") == "worter-satze")
        #expect(try slug("e") == "chosen-one" && slug("h") == "a-heading")
        #expect(report.imported == 8 && report.problems.isEmpty)
        #expect(report.warnings.map(\.path) == ["g.md"])
        #expect(try pod.text(from: "b.md").hasPrefix("# こんにちは世界\n\n"))
    }

    @Test func oldAddressesThatThePodHasAreListedAndLeftOut_attack30() async throws {
        let pod = try ImportPod()
        try pod.write(
            """
            ---
            title: A
            date: 2024-05-12
            url: /posts/hello/
            aliases: [/a.html, /a, /tags/x/, /search, /caf%C3%A9/, /.git/config, /../etc, /x.atom]
            ---
            Text.
            """, to: "a.md")
        try pod.write(
            "---\ntitle: B\ndate: 2024-05-13\naliases: [/a/, /b/]\n---\nText.", to: "b.md")

        let report = try await pod.importing()

        let a = try #require(try pod.post(from: "a.md")?.guid.string)
        let b = try #require(try pod.post(from: "b.md")?.guid.string)
        #expect(
            try pod.redirects() == [
                "/posts/hello/": a, "/a.html": a, "/café/": a, "/b/": b,
            ])
        #expect(report.imported == 2)
        #expect(
            report.warnings.map(\.description) == [
                "a.md: the old address /../etc cannot be kept: it is no path of a site",
                "a.md: the old address /tags/x/ is left out: addresses below /tags/ belong to the pod",
                "a.md: the old address /search is left out: the pod has a page of its own there",
                "a.md: the old address /.git/config is left out: it has a segment that cannot be a file's name",
                "a.md: the old address /x.atom is left out: feeds and other files of the pod end like that",
                "b.md: the old address /a/ is left out: it leads to another post already (\(a))",
            ])
    }

    @Test(arguments: [
        "/posts/a-17418fb029e6", "/posts/a-17418fb029e6/comments/2", "/page/2", "/archive/2024/05",
        "/uploads/images/x", "/users/sign_in", "/index.html", "/", "/a\u{0}b", "/a\\b",
        "/x.html/y", "/feed.json",
    ])
    func addressesOfThePodAreRefused_attack30(path: String) {
        #expect(OldAddressRule.objection(to: path) != nil)
    }

    @Test(arguments: [
        "/posts/hello/", "/posts/hello.html", "/archive/old-post/", "/2024/05/12/hello.html",
        "/blog/hello", "/page/about/",
    ])
    func addressesOfOtherProgramsAreKept(path: String) {
        #expect(OldAddressRule.objection(to: path) == nil)
    }
}
