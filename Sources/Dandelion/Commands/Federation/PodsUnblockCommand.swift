import ArgumentParser
import Diaspora
import Store

struct PodsUnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock", abstract: "Unblock a pod.",
        discussion: """
            Example:

              dandelion pods unblock pod.example

            Messages refused or abandoned meanwhile do not come back by themselves.
            """)

    @Argument(help: "Its host, as `pods list` shows it.")
    var host: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let name = try PodName.argument(host)
        guard try pod.database.write({ try $0.unblock(name) }) else {
            throw PodError.failed("\(name) is not blocked; `dandelion pods list` shows which are")
        }
        pod.console.say("unblocked \(name)")
    }
}
