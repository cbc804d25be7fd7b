import Foundation
import TestSupport
import Testing

/// Links between the files of the project lead somewhere.
struct DocumentationLinkTests {
    @Test func everyLinkToAFileResolves() throws {
        for page in try MarkdownPage.all() {
            for link in page.links where !link.contains("://") && !link.hasPrefix("mailto:") {
                let parts = link.split(
                    separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let target =
                    parts[0].isEmpty
                    ? page.url
                    : page.url.deletingLastPathComponent().appending(path: String(parts[0]))
                        .standardizedFileURL
                let isThere = FileManager.default.fileExists(atPath: target.path)
                #expect(isThere, "\(page.name): \(link)")
                guard isThere, parts.count > 1, target.pathExtension == "md" else { continue }
                let anchors = try MarkdownPage(url: target).anchors()
                #expect(anchors.contains(String(parts[1])), "\(page.name): \(link)")
            }
        }
    }

    @Test func everyPageOfTheDocumentationIsLinkedFromAnother() throws {
        let pages = try MarkdownPage.all()
        let linked = Set(
            pages.flatMap { page in
                page.links.map { link in
                    page.url.deletingLastPathComponent()
                        .appending(path: String(link.prefix { $0 != "#" })).standardizedFileURL.path
                }
            })
        for page in pages where page.name.hasPrefix("docs/") {
            #expect(linked.contains(page.url.standardizedFileURL.path), "\(page.name)")
        }
    }

    @Test func decisionsAreNumberedAndSayWhyWhatAndWhatFollows() throws {
        let folder = Repository.root.appending(path: "docs/decisions")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0 != "README.md" }
        for (index, name) in names.enumerated() {
            let number = String(format: "%04d", index + 1)
            #expect(name.hasPrefix(number + "-") && name.hasSuffix(".md"), "\(name)")
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for heading in ["# \(number). ", "## Context", "## Decision", "## Consequences"] {
                #expect(text.contains(heading), "\(name): \(heading)")
            }
        }
    }
}
