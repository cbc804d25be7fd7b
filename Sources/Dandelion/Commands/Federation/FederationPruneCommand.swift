import ArgumentParser
import Federation

struct FederationPruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove what nothing here refers to.",
        discussion: """
            Examples:

              dandelion federation prune --dry-run
              dandelion federation prune

            People of other pods to whom no post, answer, contact or message here refers
            go, with their keys, and pods of which nobody is known. Whoever became known
            within a day stays, and so does the memory of what was deleted. `serve` and
            `work` do this daily.
            """)

    @Flag(help: "Say what would go, and remove nothing.")
    var dryRun = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let report = try Pruning(database: pod.database, clock: pod.clock).run(isDryRun: dryRun)
        let people = report.people == 1 ? "1 person" : "\(report.people) people"
        let pods = report.pods == 1 ? "1 pod" : "\(report.pods) pods"
        pod.console.say("\(dryRun ? "would remove" : "removed") \(people) and \(pods)")
    }
}
