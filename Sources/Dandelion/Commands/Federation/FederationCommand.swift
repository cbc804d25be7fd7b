import ArgumentParser

struct FederationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "federation", abstract: "Fetch from other pods, and prune what is unused.",
        subcommands: [FederationFetchCommand.self, FederationPruneCommand.self])
}
