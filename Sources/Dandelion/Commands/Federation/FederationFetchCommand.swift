import ArgumentParser
import Diaspora
import Federation

struct FederationFetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Look a person up, and fetch their public posts.",
        discussion: """
            Examples:

              dandelion federation fetch bob@pod.example
              dandelion federation fetch bob@pod.example --anew

            Their pod's current key replaces the known one. A pod that was set up anew has
            another GUID for them too: --anew shows the known GUID and key beside the
            current ones, and accepts those. Ask the person, over another channel, whether
            the fingerprint is theirs.
            """)

    @Argument(help: "Their diaspora* ID.")
    var id: String

    @Flag(help: "Accept another GUID and key, if the pod was set up anew.")
    var anew = false

    @Flag(help: "Do not ask for confirmation.")
    var yes = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let id = try DiasporaID.argument(id)
        let report = try await pod.withFederation(logger: pod.logger) { federation in
            if anew { try await renew(id, by: federation, in: pod) }
            let person = try await federation.directory.discover(id, isWanted: true)
            return try await federation.backfill(pod, pod.quietLogger).run(person)
        }
        pod.console.say(
            "found \(id), and \(report.fetched == 1 ? "1 new post" : "\(report.fetched) new posts") of theirs"
        )
        for failure in report.failures {
            pod.console.complain("warning: \(StoredReason.ofMessage(failure))")
        }
    }

    private func renew(
        _ id: DiasporaID, by federation: PodFederation, in pod: PodApplication
    ) async throws {
        guard let change = try await federation.directory.change(of: id) else {
            return pod.console.complain("key and GUID of \(id) have not changed")
        }
        pod.console.say("known here:    GUID \(change.known.guid), key \(change.known.fingerprint)")
        pod.console.say("their pod now: GUID \(change.found.guid), key \(change.found.fingerprint)")
        guard yes || pod.console.confirms("accept the new ones?") else {
            throw PodError.unconfirmed("accepting the new key of \(id)")
        }
        let count = try pod.composer.renew(change)
        if count > 0 {
            pod.console.complain(
                "\(count == 1 ? "1 message that was held is" : "\(count) messages that were held are") "
                    + "tried again" + (pod.isWorking ? "" : " once `serve` or `work` runs"))
        }
    }
}
