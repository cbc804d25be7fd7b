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
                    rows.append(PodRow(found, waiting: 0))
                }
            }
            return rows
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
    }
}

/// A pod as the commands show it.
struct PodRow: Encodable {
    let host: String
    let status: String
    let reason: String?
    let software: String?
    let version: String?
    let offlineSince: Date?
    let nextTry: Date?
    let waiting: Int

    init(_ pod: RemotePod, waiting: Int) {
        host = pod.authority
        status = pod.status.rawValue
        reason = pod.reason
        software = pod.software
        version = pod.version
        offlineSince = pod.offlineSince
        nextTry = pod.notBefore.timeIntervalSince1970 > 0 ? pod.notBefore : nil
        self.waiting = waiting
    }

    var line: String {
        var parts = [host, status]
        if let software { parts.append("\(software) \(version ?? "")") }
        if let offlineSince { parts.append("away since \(offlineSince.formatted(.iso8601))") }
        if let nextTry, offlineSince != nil {
            parts.append("next try \(nextTry.formatted(.iso8601))")
        }
        if let reason { parts.append(reason) }
        if waiting > 0 {
            parts.append(waiting == 1 ? "1 message waits" : "\(waiting) messages wait")
        }
        return parts.joined(separator: "  ")
    }
}
