import ArgumentParser
import Federation

struct FederationPruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove people and pods that nothing here refers to.",
        discussion: """
            Examples:

              dandelion federation prune --dry-run
              dandelion federation prune

            Removes people of other pods to whom no post, answer, contact or message here
            refers, with their keys, and pods without known people. People who became known
            within the last day are kept, as are records of what was deleted. `serve` and
            `work` do this daily.
            """)

    @Flag(help: "Print what would be removed, without removing it.")
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
