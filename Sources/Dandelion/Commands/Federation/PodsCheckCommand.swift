import ArgumentParser
import Diaspora
import Federation
import Store

struct PodsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check whether pods answer, and which software they run.",
        discussion: "Example:\n\n  dandelion pods check pod.example")

    @Argument(help: "Hosts, with the port if it is not 443 (default: all known pods).")
    var hosts: [String] = []

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let hosts =
            try hosts.isEmpty
            ? pod.database.read { try $0.remotePods().map(\.authority) } : hosts
        let rows = try await pod.withFederation { federation in
            var rows: [PodRow] = []
            for host in hosts {
                if let name = PodName(host), try pod.database.read({ try $0.isBlocked(name) }) {
                    pod.console.complain("\(host) is blocked and was not checked")
                    continue
                }
                if let found = try await federation.check(pod).run(host.lowercased()) {
                    rows.append(PodRow(found))
                }
            }
            return rows
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
    }
}
