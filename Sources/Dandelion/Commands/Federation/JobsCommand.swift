import ArgumentParser
import Foundation
import Pipeline
import Store

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Messages that wait, or that could not be processed.",
        discussion: """
            A number with "in" is a message that came from another pod, one with "out" a message
            on its way to one.
            """,
        subcommands: [
            JobsListCommand.self, JobsShowCommand.self, JobsRetryCommand.self,
            JobsDropCommand.self,
        ])
}

struct JobsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what waits, with the reason.",
        discussion: "Examples:\n\n  dandelion jobs list\n  dandelion jobs list --held")

    @Flag(help: "Only what waits for you.")
    var held = false

    @Option(help: "How many of each at most.")
    var limit = 100

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let rows = try pod.database.read { database in
            try (held ? [] : database.waitingInboxEntries(limit: limit)).map(JobRow.init)
                + database.heldInboxEntries(limit: limit).map(JobRow.init)
                + database.unfinishedDeliveries(isHeld: held, limit: limit).map(JobRow.init)
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
        if rows.isEmpty { pod.console.complain("nothing waits") }
    }
}

struct JobsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one, with its bytes.",
        discussion: "Example:\n\n  dandelion jobs show in-17")

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        let (row, bytes) = try pod.database.read { database -> (JobRow, [UInt8]) in
            switch number {
            case .incoming(let id):
                guard let entry = try database.inboxEntry(id: id) else {
                    throw PodError.noJob("\(number)")
                }
                return (JobRow(entry), entry.body)
            case .outgoing(let id):
                guard let delivery = try database.delivery(id: id) else {
                    throw PodError.noJob("\(number)")
                }
                let payload = try delivery.payloadID.flatMap { try database.payload(id: $0) }
                return (JobRow(delivery), payload?.envelope ?? payload?.xml ?? [])
            }
        }
        pod.console.say(row.line)
        pod.console.say(String(decoding: bytes, as: UTF8.self))
    }
}

struct JobsRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Let one be tried again now.",
        discussion: "Example:\n\n  dandelion jobs retry in-17")

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        try pod.database.write { transaction in
            switch number {
            case .incoming(let id):
                guard try transaction.reading.inboxEntry(id: id) != nil else {
                    throw PodError.noJob("\(number)")
                }
                try transaction.retryInboxEntry(id: id)
            case .outgoing(let id):
                guard let delivery = try transaction.reading.delivery(id: id),
                    delivery.isUnfinished
                else { throw PodError.noJob("\(number)") }
                try transaction.releaseDelivery(id: id)
            }
        }
        pod.console.say("\(number) is tried again by `dandelion serve` or `dandelion work`")
    }
}

struct JobsDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Give one up for good.",
        discussion: "Example:\n\n  dandelion jobs drop in-17")

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        try pod.database.write { transaction in
            switch number {
            case .incoming(let id):
                guard try transaction.reading.inboxEntry(id: id) != nil else {
                    throw PodError.noJob("\(number)")
                }
                try transaction.deleteInboxEntry(id: id)
            case .outgoing(let id):
                guard let delivery = try transaction.reading.delivery(id: id),
                    delivery.isUnfinished
                else { throw PodError.noJob("\(number)") }
                try transaction.abandonDelivery(
                    delivery, reason: "given up by the podmin", at: pod.clock.now())
            }
        }
        pod.console.say("gave \(number) up")
    }
}

/// `in-17` or `out-4`.
enum JobNumber: ExpressibleByArgument, CustomStringConvertible, Sendable {
    case incoming(Int64)
    case outgoing(Int64)

    init?(argument: String) {
        let parts = argument.split(separator: "-")
        guard parts.count == 2, let id = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "in": self = .incoming(id)
        case "out": self = .outgoing(id)
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .incoming(let id): "in-\(id)"
        case .outgoing(let id): "out-\(id)"
        }
    }
}

/// Something that waits, as the commands show it.
struct JobRow: Encodable {
    let number: String
    let state: String
    let what: String
    let tries: Int
    let reason: String?
    let since: Date

    init(_ entry: InboxEntry) {
        number = "\(JobNumber.incoming(entry.id))"
        state = entry.state.rawValue
        what = "\(entry.body.count) bytes from \(entry.address)"
        tries = entry.attempts
        reason = entry.reason
        since = entry.receivedAt
    }

    init(_ delivery: Delivery) {
        number = "\(JobNumber.outgoing(delivery.id))"
        state = delivery.state.rawValue
        what = "\(delivery.kind) \(delivery.guid) to \(delivery.destination)"
        tries = delivery.attempts
        reason = delivery.reason
        since = delivery.createdAt
    }

    var line: String {
        var parts = [number, state, what, "since \(since.formatted(.iso8601))"]
        if tries > 0 { parts.append(tries == 1 ? "1 try" : "\(tries) tries") }
        if let reason { parts.append(reason) }
        return parts.joined(separator: "  ")
    }
}
