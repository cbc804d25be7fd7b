import ArgumentParser
import Composing
import Diaspora

struct PostPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a draft, now or at a time.",
        discussion: """
            Example:

              dandelion post publish 5d0cb0e1f1a94ea4b62f43d40e4f2a55 --public
            """)

    @Argument(help: "The draft's GUID; `post list --drafts` shows them.")
    var guid: String

    @OptionGroup var audience: AudienceOptions

    @Option(
        help: ArgumentHelp(
            "Publish it at this time (default zone: the pod's).", valueName: "time"))
    var at: String?

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if audience.audience == nil {
            throw ValidationError("Choose an audience: --public or --aspect NAME.")
        }
    }

    func run() async throws {
        guard let audience = audience.audience else { return }
        let pod = try options.pod()
        let guid = try pod.guid(guid)
        let report = PostReport(pod: pod, isJSON: json)
        if let at {
            let time = try TimeArgument.future(at, in: pod)
            try pod.composer.scheduleDraftAsPodmin(guid, for: audience, at: time)
            try report.scheduled(guid, for: time)
        } else {
            try report.published(
                try pod.composer.publishDraftAsPodmin(guid, for: audience), for: audience)
        }
    }
}
