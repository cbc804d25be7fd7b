import ArgumentParser
import Store

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
            switch try Job(number, in: database) {
            case .incoming(let entry): return (JobRow(entry), entry.body)
            case .outgoing(let delivery):
                let payload = try delivery.payloadID.flatMap { try database.payload(id: $0) }
                return (JobRow(delivery), payload?.envelope ?? payload?.xml ?? [])
            case .draft(let draft): return (JobRow(draft), Array(draft.text.utf8))
            }
        }
        pod.console.say(row.line)
        pod.console.say(String(decoding: bytes, as: UTF8.self))
    }
}
