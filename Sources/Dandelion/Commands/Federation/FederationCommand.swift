import ArgumentParser

struct FederationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "federation", abstract: "Ask other pods.",
        subcommands: [FederationFetchCommand.self, FederationPruneCommand.self])
}
