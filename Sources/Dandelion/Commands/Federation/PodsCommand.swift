import ArgumentParser

struct PodsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pods", abstract: "List, check and block other pods.",
        subcommands: [
            PodsListCommand.self, PodsCheckCommand.self, PodsBlockCommand.self,
            PodsUnblockCommand.self,
        ])
}
