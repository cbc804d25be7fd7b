import Foundation
import TestSupport
import Testing

/// The project speaks of itself alone, and can be used by whoever has it.
struct HouseTests {
    @Test func noFileNamesAPlaceOfOneMachine() throws {
        // Put together here, so that this file passes its own test.
        let places = ["/" + "work/", "/" + "root/", "/" + "Users/", "/var/folders" + "/"]
        let services = [
            "arti" + "factory", "index-" + "url", "GO" + "PROXY=", "npm_config_" + "registry",
        ]
        for file in try Self.textFiles() {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in places + services {
                #expect(!text.contains(word), "\(file.path) names \(word)")
            }
        }
    }

    @Test func theLicenceIsTheWholeAGPL() throws {
        let text = try Self.text("LICENSE")

        #expect(text.contains("GNU AFFERO GENERAL PUBLIC LICENSE\n"))
        #expect(text.contains("13. Remote Network Interaction"))
        #expect(text.contains("END OF TERMS AND CONDITIONS"))
        #expect(text.utf8.count == 34_523)
    }

    @Test func theChangeLogBeginsWithWhatIsNotReleased() throws {
        let headings = try Self.text("CHANGELOG.md").split(separator: "\n")
            .filter { $0.hasPrefix("## ") }

        #expect(headings.first == "## [Unreleased]")
    }

    @Test func theReadmeShowsTheTwoCommandsAndThatTheyExist() throws {
        let readme = try Self.text("README.md")
        let makefile = try Self.text("Makefile")
        for match in readme.matches(of: #/(?m)^make ([a-z]+)/#) {
            #expect(makefile.contains("\n\(match.output.1):"), "make \(match.output.1)")
        }
        #expect(readme.contains("\nmake run"))
        #expect(readme.contains("\nmake test"))
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: Repository.root.appending(path: name), encoding: .utf8)
    }

    /// What is kept in the repository: not what builds and runs leave beside it.
    private static func textFiles() throws -> [URL] {
        let kept = [
            ".ci", ".swift-format", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "Package.swift",
            "README.md", "SECURITY.md", "Sources", "Tests", "config", "docs", "site", "themes",
        ]
        return kept.map { Repository.root.appending(path: $0) }.flatMap { top in
            let below = FileManager.default.enumerator(
                at: top, includingPropertiesForKeys: [.isRegularFileKey])
            return [top] + (below?.compactMap { $0 as? URL } ?? [])
        }.filter { url in
            guard !url.path.contains("/__pycache__/"), !url.path.contains("/Fixtures/"),
                let bytes = try? Data(contentsOf: url)
            else { return false }
            return String(validating: bytes, as: UTF8.self) != nil
        }
    }
}
