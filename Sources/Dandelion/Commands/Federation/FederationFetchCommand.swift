import ArgumentParser
import Diaspora
import Pipeline

struct FederationFetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Find a person at their pod, and get their public posts.",
        discussion: """
            Example:

              dandelion federation fetch bob@pod.example

            What their pod says of their key replaces what was known of it.
            """)

    @Argument(help: "Their diaspora* ID.")
    var id: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let id = try DiasporaID.argument(id)
        let report = try await pod.withFederation(logger: pod.logger) { federation in
            let person = try await federation.directory.discover(id)
            return try await federation.backfill(pod, pod.quietLogger).run(person)
        }
        pod.console.say(
            "found \(id), and \(report.fetched == 1 ? "1 new post" : "\(report.fetched) new posts") of theirs"
        )
        for failure in report.failures { pod.console.complain("warning: \(failure)") }
    }
}
