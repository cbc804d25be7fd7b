import ArgumentParser
import Store

struct JobsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a job and its contents.",
        discussion: """
            Example:

              dandelion jobs show in-17

            The XML of a message is shown without its envelope. A message to one person
            stays encrypted.
            """)

    @Argument(help: "Its number, as `jobs list` shows it.")
    var number: JobNumber

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let number = number
        let (row, text) = try pod.database.read { database -> (JobRow, MessageText) in
            switch try Job(number, in: database) {
            case .incoming(let entry) where entry.recipientID != nil:
                return (JobRow(entry), MessageText(encryptedBytes: entry.body.count))
            case .incoming(let entry): return (JobRow(entry), MessageText(entry.body))
            case .outgoing(let delivery):
                let payload = try delivery.payloadID.flatMap { try database.payload(id: $0) }
                return (JobRow(delivery), MessageText(payload?.envelope ?? payload?.xml ?? []))
            case .draft(let draft): return (JobRow(draft), MessageText(Array(draft.text.utf8)))
            case .page(let trial): return (JobRow(trial), MessageText(Array(trial.page.utf8)))
            }
        }
        pod.console.say(row.line)
        pod.console.say("\(text)")
    }
}
