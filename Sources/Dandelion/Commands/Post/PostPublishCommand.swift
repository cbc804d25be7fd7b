import ArgumentParser
import Diaspora
import Pipeline

struct PostPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a draft, now or at a time.",
        discussion: """
            Example:

              dandelion post publish 5d0c… --public --at 2026-12-24T18:00
            """)

    @Argument(help: "The draft's GUID; `post list --drafts` shows them.")
    var guid: String

    @OptionGroup var audience: AudienceOptions

    @Option(help: "Publish it at this time.")
    var at: String?

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if audience.audience == nil {
            throw ValidationError("Say who gets it: --public or --aspect NAME.")
        }
    }

    func run() async throws {
        guard let audience = audience.audience else { return }
        let pod = try options.pod()
        let guid = try GUID.argument(guid)
        let report = PostReport(pod: pod, isJSON: json)
        if let at {
            let time = try TimeArgument.parse(at, timeZone: pod.settings.timeZone)
            try pod.composer.scheduleDraft(guid, for: audience, at: time)
            try report.scheduled(guid, for: time)
        } else {
            try report.published(
                try pod.composer.publishDraft(guid, as: nil, for: audience), for: audience)
        }
    }
}
