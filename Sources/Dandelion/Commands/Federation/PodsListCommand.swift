import ArgumentParser
import Store

struct PodsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List other pods, their state and what waits for them.",
        discussion: "Example:\n\n  dandelion pods list")

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let (pods, waiting) = try pod.database.read {
            (try $0.remotePods(), try $0.openDeliveryCounts())
        }
        let rows = pods.map { PodRow($0, waiting: waiting[$0.authority] ?? 0) }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
        if rows.isEmpty { pod.console.complain("no other pod is known yet") }
    }
}
