import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import Dandelion

/// docs/commands.md cannot fall behind the program. `UPDATE_GOLDEN=1` writes its reference anew; what
/// stands above the first command is left as it is.
struct CommandDocumentationTests {
    private static let file = Repository.root.appending(path: "docs/commands.md")

    @Test func theReferenceIsThatOfTheProgram() throws {
        let reference = CommandReference(program: try CommandHelp.program()).text
        let head = try Self.head()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data((head + reference).utf8).write(to: Self.file)
        }

        #expect(try String(contentsOf: Self.file, encoding: .utf8) == head + reference)
    }

    @Test func everyCommandAndEveryOptionStandsThere() throws {
        let sections = try Self.sections()
        for command in try CommandHelp.program().leaves {
            let section = try #require(sections[command.path], "\(command.path)")
            for argument in command.ownArguments {
                for name in argument.names ?? [] {
                    #expect(section.contains(name.written), "\(command.path) \(name.written)")
                }
            }
        }
    }

    @Test func theOptionsThatEveryCommandTakesStandAtTheTop() throws {
        let head = try Self.head()
        for name in CommandHelp.shared { #expect(head.contains("`--\(name)"), "--\(name)") }
    }

    @Test func everyCommandSaysWhatItDoesAndShowsAnExampleFirst() throws {
        for command in try CommandHelp.program().leaves {
            #expect(command.abstract?.isEmpty == false, "\(command.path)")
            let lines = (command.discussion ?? "").split(separator: "\n")
            #expect(lines.first?.hasPrefix("Example") == true, "\(command.path)")
            #expect(
                lines.dropFirst().first?.contains(command.path.dropFirst("dandelion".count))
                    == true,
                "\(command.path)")
        }
    }

    /// A longer line would be broken by the terminal, in the midst of an example.
    @Test func everyLineOfAnExplanationFitsATerminal() throws {
        let program = try CommandHelp.program()
        for command in [program] + program.leaves {
            for line in (command.discussion ?? "").split(separator: "\n") {
                #expect(line.count <= 80, "\(command.path): \(line)")
            }
        }
    }

    @Test func everyArgumentSaysWhatItIsFor() throws {
        for command in try CommandHelp.program().leaves {
            for argument in command.ownArguments {
                let name = argument.preferredName?.name ?? argument.valueName ?? ""
                #expect(argument.abstract?.isEmpty == false, "\(command.path) \(name)")
            }
        }
    }

    /// Parses every example: one that names an option which is no more is refused by the parser.
    @Test func everyExampleIsOneThatTheProgramTakes() throws {
        for command in try CommandHelp.program().leaves {
            for line in (command.discussion ?? "").split(separator: "\n")
            where line.hasPrefix("  dandelion ") {
                let arguments = Self.words(String(line)).dropFirst()
                #expect(throws: Never.self, "\(line)") {
                    _ = try Dandelion.parseAsRoot(
                        try OptionOrder.globalsLast(Array(arguments), of: Dandelion.self))
                }
            }
        }
    }

    // MARK: - Reading the page

    private static func head() throws -> String {
        let text = try String(contentsOf: file, encoding: .utf8)
        let range = try #require(text.range(of: "\n## dandelion "))
        return String(text[...range.lowerBound])
    }

    private static func sections() throws -> [String: String] {
        var sections: [String: String] = [:]
        var name = ""
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if let heading = line.wholeMatch(of: #/##+ (dandelion .+)/#) {
                name = String(heading.output.1)
            }
            sections[name, default: ""] += line + "\n"
        }
        return sections
    }

    /// The words of a command line, quotes observed; what follows two spaces is a remark.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        for match in line.dropFirst(2).prefix(while: { $0 != "\n" })
            .split(separator: "   ").prefix(1).joined().matches(of: #/"([^"]*)"|(\S+)/#)
        {
            words.append(String(match.output.1 ?? match.output.2 ?? ""))
        }
        return words
    }
}
