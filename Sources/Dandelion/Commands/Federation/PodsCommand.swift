import ArgumentParser

struct PodsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pods", abstract: "The pods that this one knows.",
        subcommands: [
            PodsListCommand.self, PodsCheckCommand.self, PodsBlockCommand.self,
            PodsUnblockCommand.self,
        ])
}
