import ArgumentParser

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Manage waiting and held messages, and pages that were set aside.",
        discussion: """
            A number with "in" is a message from another pod, one with "out" a message to
            another pod, one with "draft" a draft that a restored pod does not publish by
            itself, one with "page" a page that crashed the process three times.
            """,
        subcommands: [
            JobsListCommand.self, JobsShowCommand.self, JobsRetryCommand.self,
            JobsDropCommand.self,
        ])
}
