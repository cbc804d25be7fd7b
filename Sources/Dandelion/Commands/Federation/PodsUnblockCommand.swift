import ArgumentParser
import Diaspora
import Store

struct PodsUnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock", abstract: "Have to do with a pod again.",
        discussion: """
            Example:

              dandelion pods unblock pod.example

            What was refused or given up meanwhile does not come back by itself.
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
