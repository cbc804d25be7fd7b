import ArgumentParser
import Composing
import Diaspora
import Foundation

struct PostNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a post.",
        discussion: """
            Examples:

              dandelion post new --public
              dandelion post new hello.md --as alice --public
              dandelion post new - --as alice --aspect Family --photo a.jpg --alt "Beans"
              dandelion post new talk.md --as alice --public --at 2026-12-24T18:00

            The text can begin with front matter (slug, poll, location, photos). A newline
            in the text is a line break in the post; --unwrap joins the lines of a wrapped
            text. Pictures in the text are looked up in its folder and in folders below it.
            """)

    @Argument(
        help: "A Markdown file, or - for standard input (default: open $EDITOR).")
    var file: String?

    @OptionGroup var writer: WriterOption

    @OptionGroup var audience: AudienceOptions

    @OptionGroup var parts: PostParts

    @Flag(help: "Keep it as a draft.")
    var draft = false

    @Option(
        help: ArgumentHelp(
            "Publish it at this time (default zone: the pod's).", valueName: "time"))
    var at: String?

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        try parts.checkAlts()
        if !draft, audience.audience == nil {
            throw ValidationError("Choose an audience: --public, --aspect NAME, or --draft.")
        }
        if draft, at != nil { throw ValidationError("--draft and --at do not go together.") }
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        guard let written = try PostText.read(file, before: "", in: pod) else {
            pod.console.complain("nothing was written, so nothing is published")
            return
        }
        try await written.keepingOnFailure { try await publish(written, as: author, in: pod) }
    }

    private func publish(
        _ written: PostText, as author: Author, in pod: PodApplication
    ) async throws {
        let source = try PostSource(
            written.text, label: written.label, isUnwrapping: parts.unwrap,
            timeZone: pod.settings.timeZone)
        let time = try at.map { try TimeArgument.future($0, in: pod) }
        try sayWhatIsNotTaken(of: source, from: written, pod.console)
        var content = parts.content(of: source)
        if let location = content.location { location.warnIfItStaysHere(pod.console) }
        try content.check(
            for: audience.audience ?? .everyone,
            photoCount: parts.photo.count + source.photos.count)
        try UnknownMentions(pod: pod, file: written).say(of: content.text)

        let accepted: Accepted
        let intake = PhotoIntake(folder: pod.folder)
        do {
            try await parts.take(source.photos, beside: written, into: &content, intake, pod)
            accepted = try store(content, as: author, at: time, in: pod)
        } catch {
            try intake.remove(content.photos.map(\.fileName))
            throw error
        }
        try say(accepted, PostReport(pod: pod, isJSON: json))
    }

    /// The outcome of storing a post, which owns its photos from then on.
    private enum Accepted {
        case draft(GUID)
        case scheduled(GUID, Date)
        case published(GUID, Audience)
    }

    private func sayWhatIsNotTaken(
        of source: PostSource, from file: PostText, _ console: Console
    ) throws {
        if let line = source.draftLine, !draft {
            let place = line > 0 ? "\(file.label):\(line)" : file.label
            throw PodError.failed(
                "\(place): the front matter says that this is a draft\n"
                    + "keep it as one with --draft, or remove that line")
        }
        NotTaken(console: console, source: source, label: file.label).sayOfNewPosts()
        if draft, audience.audience != nil {
            console.complain(
                "warning: a draft is for nobody yet; `post publish` says who gets it")
        }
    }

    private func store(
        _ content: PostContent, as author: Author, at time: Date?, in pod: PodApplication
    ) throws -> Accepted {
        guard !draft, let audience = audience.audience else {
            return .draft(try pod.composer.saveDraft(content, as: author))
        }
        if let time {
            return .scheduled(
                try pod.composer.schedule(content, as: author, for: audience, at: time), time)
        }
        return .published(try pod.composer.publish(content, as: author, for: audience), audience)
    }

    private func say(_ accepted: Accepted, _ report: PostReport) throws {
        switch accepted {
        case .draft(let guid): try report.draft(guid)
        case .scheduled(let guid, let time): try report.scheduled(guid, for: time)
        case .published(let guid, let audience): try report.published(guid, for: audience)
        }
    }
}
