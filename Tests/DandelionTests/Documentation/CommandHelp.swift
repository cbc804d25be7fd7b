import ArgumentParser
import Foundation

@testable import Dandelion

/// A command as the parser describes it.
struct CommandHelp: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let superCommands: [String]?
    let subcommands: [CommandHelp]?
    let arguments: [Argument]?
    let shouldDisplay: Bool?

    struct Argument: Decodable {
        let kind: String
        let isOptional: Bool
        let isRepeating: Bool
        let preferredName: Name?
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let abstract: String?

        struct Name: Decodable {
            let kind: String
            let name: String

            var written: String { (kind == "long" ? "--" : "-") + name }
        }
    }

    static func program() throws -> CommandHelp {
        struct Dump: Decodable { let command: CommandHelp }
        return try JSONDecoder().decode(Dump.self, from: Data(Dandelion._dumpHelp().utf8)).command
    }

    /// Whether it is one for people: `--help` shows it, and it is not `help` itself.
    var isShown: Bool { commandName != "help" && shouldDisplay != false }

    /// `dandelion post new`.
    var path: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// The commands that do something, in the order of `--help`.
    var leaves: [CommandHelp] {
        let below = (subcommands ?? []).filter(\.isShown)
        return below.isEmpty ? [self] : below.flatMap(\.leaves)
    }

    /// What the command takes beside the options that every command takes.
    var ownArguments: [Argument] {
        (arguments ?? []).filter { argument in
            !Self.shared.contains { $0 == argument.preferredName?.name }
        }
    }

    /// Names of the options that every command takes.
    static let shared = ["data", "config", "help", "version"]
}
