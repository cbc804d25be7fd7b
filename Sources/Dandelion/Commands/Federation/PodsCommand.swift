import ArgumentParser
import Foundation
import Pipeline
import Store

struct PodsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pods", abstract: "The pods that this one knows.",
        subcommands: [PodsListCommand.self, PodsCheckCommand.self])
}

struct PodsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List other pods, their state and what waits for them.",
        discussion: """
            Example:

              dandelion pods list

            "dropped" are messages that came from a pod and were not kept, with the reason:
            of no concern to anybody here, deleted before, by somebody who is ignored, of a
            kind with which nothing is done. Those of strangers were not even verified: the
            pod is the one that they name.
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

struct PodsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Ask pods whether they are there and what they run.",
        discussion: "Example:\n\n  dandelion pods check pod.example")

    @Argument(help: "Hosts, with the port where it is not the usual one. (all that are known)")
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
