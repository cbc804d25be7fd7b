import ArgumentParser
import Store

struct JobsDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Drop a job permanently.",
        discussion: "Example:\n\n  dandelion jobs drop in-17")

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        try pod.database.write { transaction in
            switch try Job(waiting: number, in: transaction.reading) {
            case .incoming(let entry): try transaction.deleteInboxEntry(id: entry.id)
            case .outgoing(let delivery):
                try transaction.abandonDelivery(
                    delivery, reason: "given up by the podmin", at: pod.clock.now())
            case .draft(let draft): try transaction.deleteSchedule(draftID: draft.id)
            case .page:
                throw PodError.failed(
                    "a page cannot be dropped: `dandelion jobs retry \(number)` retries it")
            }
        }
        if case .draft = number {
            pod.console.say("\(number) is no longer scheduled; it stays a draft")
        } else {
            pod.console.say("dropped \(number)")
        }
    }
}
