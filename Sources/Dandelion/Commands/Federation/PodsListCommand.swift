import ArgumentParser
import Diaspora
import Store

struct PodsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List other pods, their state and waiting messages.",
        discussion: """
            Example:

              dandelion pods list

            "dropped" counts messages from a pod that were not stored, by reason: they
            concern nobody here, were deleted before, are by somebody who is ignored, are of
            an unsupported kind, or exceed the quota of people whom nobody here added
            (federation.stranger_rows, federation.stranger_megabytes). Those of strangers
            were not verified, so the pod is the one that they claim. "blocked" says since
            when, and how many messages were dropped since then; messages that name the pod
            in the clear are refused and not counted.
            """)

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let rows = try pod.database.read { database in
            let waiting = try database.openDeliveryCounts(.federation)
            let dropped = Dictionary(grouping: try database.droppedMessages(), by: \.authority)
            let unknown = dropped[nil].map { [PodRow(unknownPodsDropping: $0)] } ?? []
            let blocked = try database.blockedPods()
            let known = try database.remotePods()
            let names = Set(known.flatMap { PodName(authority: $0.authority).names })
            return known.map { pod in
                let name = PodName(authority: pod.authority)
                return PodRow(
                    pod, waiting: waiting[pod.authority] ?? 0,
                    dropped: dropped[pod.authority] ?? [],
                    blocked: blocked.first { $0.covers(name) })
            } + blocked.filter { !names.contains($0.name) }.map(PodRow.init(blocked:)) + unknown
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
        if rows.isEmpty { pod.console.complain("no other pod is known yet") }
    }
}
