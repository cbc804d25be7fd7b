import Foundation
import TestSupport
import Testing

/// Numbers of attacks and of points of the protocol that code, tests and documentation name can be
/// looked up in docs/attacks.md and docs/protocol.md.
struct NumberedPointTests {
    @Test func everyAttackNamedIsListed() throws {
        let listed = Set(try Self.attacks().map(\.number))
        for (file, text) in try Self.textFiles() {
            for match in text.matches(of: Self.attack) {
                let numbers = [match.output.1, match.output.2].compactMap { $0 }.map { Int($0) }
                for number in numbers {
                    #expect(number.map(listed.contains) == true, "\(file): \(match.output.0)")
                }
            }
        }
    }

    @Test func everyPointOfTheProtocolNamedIsListed() throws {
        let page = try Self.page("protocol.md")
        let sections = Set(page.matches(of: #/(?m)^## 2\.([0-9]+) /#).map { Int($0.output.1) })
        for (file, text) in try Self.textFiles() {
            for match in text.matches(of: Self.point) {
                for number in match.output.0.matches(of: #/2\.([0-9]+)/#) {
                    #expect(sections.contains(Int(number.output.1)), "\(file): \(match.output.0)")
                }
                guard let point = match.output.point else { continue }
                let section = match.output.section
                let text = try #require(
                    page.split(separator: "\n## ").first { $0.hasPrefix("2.\(section) ") })
                #expect(text.contains("\n\(point). "), "\(file): \(match.output.0)")
            }
        }
    }

    @Test func attacksAreNumberedWithoutGaps() throws {
        let numbers = try Self.attacks().map(\.number)

        #expect(numbers == Array(1...numbers.count))
    }

    @Test func everyTestThatHoldsAnAttackIsThere() throws {
        let names = Set(try Self.textFiles().map { $0.file.split(separator: "/").last ?? "" })
        for attack in try Self.attacks() {
            for match in attack.holders.matches(of: #/`([^`]+)`/#) {
                let name = match.output.1
                #expect(
                    names.contains(name) || names.contains("\(name).swift"),
                    "attack \(attack.number): \(name)")
            }
        }
    }

    // MARK: - Reading

    /// `attack 21`, `attacks 10 to 26`, `attack21TheName`; in the latter form of a second one, `And8`.
    private static var attack: Regex<(Substring, Substring, Substring?)> {
        #/[Aa]ttacks? ?([0-9]+)(?:(?:And| and | to )([0-9]+))?/#
    }

    /// `protocol, 2.12 and 2.17`, `protocol 2.8`, `protocol, 2.23, point 16`.
    private static var point: Regex<(Substring, section: Substring, point: Substring?)> {
        #/[Pp]rotocol,? 2\.(?<section>[0-9]+)(?:(?: and | to |, )2\.[0-9]+)*(?:, point (?<point>[0-9]+))?/#
    }

    /// The rows of docs/attacks.md and the column that names tests.
    private static func attacks() throws -> [(number: Int, holders: Substring)] {
        try page("attacks.md").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 6, let number = Int(cells[1].filter { $0 != " " }) else {
                return nil
            }
            return (number, cells[4])
        }
    }

    private static func page(_ name: String) throws -> String {
        let url = Repository.root.appending(path: "docs").appending(path: name)
        return try String(contentsOf: url, encoding: .utf8)
    }

    private static func textFiles() throws -> [(file: String, text: String)] {
        let kinds: Set = ["swift", "py", "c", "h", "md", "toml", "sh", "html"]
        return ["Sources", "Tests", "docs"].map { Repository.root.appending(path: $0) }
            .flatMap { top in
                FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)?
                    .compactMap { $0 as? URL } ?? []
            }
            .filter { kinds.contains($0.pathExtension) && !$0.path.contains("/__pycache__/") }
            .compactMap { url in
                (try? String(contentsOf: url, encoding: .utf8)).map {
                    (String(url.path.dropFirst(Repository.root.path.count + 1)), $0)
                }
            }
    }
}
