import ArgumentParser
import Blocking
import Escaping
import Foundation
import Logging
import Store

/// The program: `dandelion [--config FILE] [--data DIR] COMMAND`.
///
/// Exit codes: 0, 1 (failed), 2 (usage).
@main
struct Dandelion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dandelion",
        abstract: "A diaspora* pod that publishes like a static site generator.",
        discussion: """
            A new pod, its first post, and the address to read it at:

              dandelion init --url https://pod.example \\
                --admin alice --email alice@example.org
              echo 'Hello, **world**' | dandelion post new - --as alice --public
              dandelion serve

            A pod's data is in ./var unless --data DIR or DANDELION_DATA says otherwise.
            --config FILE names another configuration than DIR/dandelion.toml. --as NAME or
            DANDELION_AS says who does it, where a pod has several users.
            """,
        version: ProgramVersion.name,
        groupedSubcommands: [
            CommandGroup(
                name: "Write",
                subcommands: [PostCommand.self, ImportCommand.self, ProfileCommand.self]),
            CommandGroup(
                name: "Read and answer",
                subcommands: [
                    StreamCommand.self, CommentCommand.self, LikeCommand.self, UnlikeCommand.self,
                    ReshareCommand.self, VoteCommand.self, ParticipateCommand.self,
                    MuteCommand.self,
                ]),
            CommandGroup(
                name: "People",
                subcommands: [
                    ContactCommand.self, AspectCommand.self, ConversationCommand.self,
                ]),
            CommandGroup(
                name: "The pod",
                subcommands: [
                    InitCommand.self, ServeCommand.self, WorkCommand.self, BuildCommand.self,
                    MoveCommand.self, ThemeCommand.self, UserCommand.self, FederationCommand.self,
                    PodsCommand.self, JobsCommand.self,
                ]),
            CommandGroup(
                name: "Keep and repair",
                subcommands: [
                    DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
                    DatabaseCommand.self, RenderTextCommand.self,
                ]),
        ])

    static func main() async {
        LoggingSystem.bootstrap { _ in EscapingLogHandler(LineLogHandler.standardError()) }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let unknown = UnknownCommand.find(in: arguments, of: Dandelion.self) {
            let console = Console()
            console.complain("error: \(unknown)")
            Foundation.exit(2)
        }
        do {
            await main(
                try OptionOrder.globalsLast(
                    arguments, of: Dandelion.self))
        } catch {
            leave(with: error, Console())
        }
    }

    static func main(_ arguments: [String]?) async {
        let console = Console()
        var options: PodOptions?
        do {
            var command = try parseAsRoot(arguments)
            options = PodOptions.of(command)
            try options?.refuseForeignRoot(user: geteuid(), arguments: CommandLine.arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                // Commands read, write and compute where they stand.
                try await BlockingExecutor(label: "dandelion.command", threads: 4).run {
                    try await asynchronous.run()
                }
            } else {
                try command.run()
            }
        } catch {
            leave(with: error, console, options)
        }
    }

    /// Prints an error and ends the process.
    ///
    /// - Parameter options: Those of the pod that the command is about.
    private static func leave(
        with error: any Error, _ console: Console, _ options: PodOptions? = nil
    ) -> Never {
        let code = exitCode(for: error)
        if code == .success {
            console.say(fullMessage(for: error))
            Foundation.exit(0)
        }
        if code == .validationFailure {
            console.complain(UsageMessage.plain(fullMessage(for: error)))
            Foundation.exit(2)
        }
        if let exit = error as? ExitCode { Foundation.exit(exit.rawValue) }
        let folder = options?.data ?? PodOptions.defaultData
        for text in ErrorText.texts(for: error, in: folder) { console.complain("error: " + text) }
        Foundation.exit(1)
    }
}
