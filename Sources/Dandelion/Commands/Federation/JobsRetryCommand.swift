import ArgumentParser
import Site
import Store

struct JobsRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Retry a job now.",
        discussion: "Example:\n\n  dandelion jobs retry in-17")

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        try pod.database.write { transaction in
            switch try Job(waiting: number, in: transaction.reading) {
            case .incoming(let entry): try transaction.retryInboxEntry(id: entry.id)
            case .outgoing(let delivery): try transaction.releaseDelivery(id: delivery.id)
            case .draft(let draft): try transaction.releaseSchedule(draftID: draft.id)
            case .page(let trial): try transaction.retry(trial)
            }
        }
        let what: String
        if case .draft = number {
            what = "is published at its time"
        } else {
            what = "is retried"
        }
        pod.console.say(
            pod.isWorking
                ? "\(number) \(what)"
                : "\(number) \(what) once `dandelion serve` or `dandelion work` runs")
    }
}
