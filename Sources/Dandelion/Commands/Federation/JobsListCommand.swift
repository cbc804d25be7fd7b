import ArgumentParser
import Store

struct JobsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is waiting, with the reason.",
        discussion: "Examples:\n\n  dandelion jobs list\n  dandelion jobs list --held")

    @Flag(help: "Only those that wait for your decision.")
    var held = false

    @Option(help: "The greatest number of each to list.")
    var limit = 100

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let rows = try pod.database.read { database -> [JobRow] in
            var rows: [JobRow] = []
            if !held {
                rows += try database.waitingInboxEntries(limit: limit).map { JobRow($0) }
            }
            rows += try database.heldInboxEntries(limit: limit).map { JobRow($0) }
            rows += try database.unfinishedDeliveries(isHeld: held, limit: limit).map { JobRow($0) }
            rows += try database.heldDrafts(limit: limit).map { JobRow($0) }
            let pages = try database.pageTrials().filter(\.isHeld)
            return rows + pages.prefix(limit).map { JobRow($0) }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say(row.line) }
        if rows.isEmpty { pod.console.complain("nothing is waiting") }
    }
}
