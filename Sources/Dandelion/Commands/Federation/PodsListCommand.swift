import ArgumentParser
import Store

struct PodsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List other pods, their state and what waits for them.",
        discussion: """
            Example:

              dandelion pods list

            "dropped" are messages that came from a pod and were not kept, with the reason:
            of no concern to anybody here, deleted before, by somebody who is ignored, of a
            kind with which nothing is done, or beyond what people whom nobody here added
            may leave (federation.stranger_rows, federation.stranger_megabytes). Those of
            strangers were not even verified: the pod is the one that they name.
            """)

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let rows = try pod.database.read { database in
            let waiting = try database.openDeliveryCounts()
            let dropped = Dictionary(grouping: try database.droppedMessages(), by: \.authority)
            let unknown = dropped[nil].map { [PodRow(unknownPodsDropping: $0)] } ?? []
            return try database.remotePods().map {
                PodRow(
                    $0, waiting: waiting[$0.authority] ?? 0, dropped: dropped[$0.authority] ?? [])
            } + unknown
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
        if rows.isEmpty { pod.console.complain("no other pod is known yet") }
    }
}
