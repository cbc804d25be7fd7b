import ArgumentParser
import Composing
import Diaspora
import Store

struct PodsBlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block", abstract: "Block a pod.",
        discussion: """
            Example:

              dandelion pods block pod.example

            Nothing more is received from, fetched from or sent to a blocked pod, and
            waiting messages to it are abandoned. Existing posts, comments and contacts
            stay. A host stands for all of its ports, a host with a port for that port only.
            A pod under another name is another pod.
            """)

    @Argument(help: "Its host; with a port, only that port.")
    var host: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let name = try PodName.argument(host)
        let own = PodName(authority: pod.settings.authority)
        guard !name.covers(own) else {
            throw PodError.failed(
                name == own
                    ? "\(name) is this pod itself"
                    : "\(name) on every port would be this pod too; give the port")
        }
        guard let count = try pod.database.write({ try $0.block(name, at: pod.clock.now()) }) else {
            return pod.console.complain("\(name) is already blocked")
        }
        pod.console.say("blocked \(name)" + Self.note(count))
    }

    private static func note(_ count: Int) -> String {
        switch count {
        case 0: ""
        case 1: "; 1 message that waited for it is given up"
        default: "; \(count) messages that waited for it are given up"
        }
    }
}

extension PodName {
    /// Reads an argument.
    static func argument(_ text: String) throws -> PodName {
        guard let name = PodName(text) else { throw PodError.noHost(text) }
        return name
    }
}
