import Foundation
import SystemPackage
import Testing

@testable import Dandelion

/// `config/dandelion.example.toml` is the manual of the settings: it must know them all.
struct ExampleFileTests {
    private static let path = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "config/dandelion.example.toml").path

    @Test func itLoadsAndChangesNothing() throws {
        #expect(try load(FilePath(Self.path)) == Configuration())
    }

    @Test func itShowsEveryKeyOnceWithItsDefault() throws {
        var table = ""
        var shown: [String: String] = [:]
        for line in try text().split(separator: "\n") {
            if let header = line.wholeMatch(of: #/\[(.+)\]/#) { table = String(header.output.1) }
            guard let pair = line.wholeMatch(of: #/#(\w+) = (.+)/#) else { continue }
            let path = "\(table).\(pair.output.1)"
            #expect(shown[path] == nil, "\(path) is shown twice")
            shown[path] = String(pair.output.2)
        }

        let defaults = SettingTable.all.map { ($0.path, $0.defaultValue.toml) }
        #expect(shown == Dictionary(uniqueKeysWithValues: defaults))
    }

    @Test func itLoadsWithEveryDefaultWrittenOut() throws {
        let written = try text().replacing(#/(?m)^#(?=\w+ = )/#, with: "")
        let checks = SettingChecks(languageProblem: ConfigurationFile.languageProblem)
        var reader = ConfigurationReader(file: "example", checks: checks)

        #expect(try reader.read(written, variables: [:]) == Configuration())
    }

    @Test(arguments: SettingTable.all.map(\.path))
    func itSaysWhatEveryKeyIsFor(path: String) throws {
        let setting = try #require(SettingTable.byPath[path])
        let prose = try text().replacing("\n# ", with: " ")
        let key = path.split(separator: ".").last ?? ""
        let paragraph = prose.split(separator: "\n").adjacentPairs.first { before, line in
            line.hasPrefix("#\(key) = ") && before.hasPrefix(" \(setting.purpose)")
        }

        #expect(paragraph != nil, "\(setting.purpose)")
    }

    @Test func theFileOfANewPodLoads() throws {
        let url = try PodURL("https://pod.example")
        let text = ConfigurationFile.initialText(url: url, podName: "A \"b\" \\ c")
        let checks = SettingChecks(languageProblem: ConfigurationFile.languageProblem)
        var reader = ConfigurationReader(file: "new", checks: checks)
        let configuration = try reader.read(text, variables: [:])

        var expected = Configuration()
        expected.environment.url = url
        expected.settings.podName = "A \"b\" \\ c"
        #expect(configuration == expected)
        #expect(
            text == """
                # The configuration of this pod. config/dandelion.example.toml explains every key;
                # keys that are left out have their defaults.

                [environment]
                # The pod's public address, as readers and other pods reach it.
                url = "https://pod.example/"

                [settings]
                # The pod's name, in the title of every page and feed.
                pod_name = "A \\"b\\" \\\\ c"

                """)
    }

    private func text() throws -> String { try String(contentsOfFile: Self.path, encoding: .utf8) }

    private func load(_ path: FilePath) throws -> Configuration {
        try ConfigurationFile(path: path).load(variables: [:])
    }
}

extension Array {
    fileprivate var adjacentPairs: some Sequence<(Element, Element)> { zip(self, dropFirst()) }
}
