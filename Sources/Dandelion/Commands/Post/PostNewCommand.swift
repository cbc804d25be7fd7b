import ArgumentParser
import Cryptography
import Foundation
import Pipeline

struct PostNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a post.",
        discussion: """
            Examples:

              dandelion post new hello.md --as alice --public
              dandelion post new - --as alice --aspect Family --photo a.jpg --alt "Beans"
              dandelion post new talk.md --as alice --public --at 2026-12-24T18:00

            The text may begin with front matter (slug, poll, location, photos). A post
            breaks where its text has a newline; --unwrap joins the lines of a wrapped text.
            """)

    @Argument(help: "A Markdown file, or - for standard input.")
    var file: String

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who writes it.", valueName: "name"))
    var writer: String

    @OptionGroup var audience: AudienceOptions

    @Option(help: ArgumentHelp("A picture below the text; may be repeated.", valueName: "file"))
    var photo: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the picture shows, for those who cannot see it: one for each --photo.",
            valueName: "text"))
    var alt: [String] = []

    @Option(help: ArgumentHelp("The question of a poll.", valueName: "question"))
    var poll: String?

    @Option(help: ArgumentHelp("An answer of the poll; two or more.", valueName: "answer"))
    var answer: [String] = []

    @Option(help: ArgumentHelp("Where it was written.", valueName: "place"))
    var location: String?

    @Flag(help: "Join wrapped lines.")
    var unwrap = false

    @Flag(help: "Keep it as a draft.")
    var draft = false

    @Option(
        help: ArgumentHelp(
            "Publish it at this time; without a zone it is the pod's.", valueName: "time"))
    var at: String?

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if !draft, audience.audience == nil {
            throw ValidationError("Say who gets it: --public, --aspect NAME, or --draft.")
        }
        if draft, at != nil { throw ValidationError("--draft and --at do not go together.") }
        if poll == nil, !answer.isEmpty { throw ValidationError("--answer needs --poll.") }
        if alt.count > photo.count { throw ValidationError("There are more --alt than --photo.") }
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try pod.author(writer)
        let file = PostFile(name: self.file)
        let source = try PostSource(
            file.text(), isUnwrapping: unwrap, timeZone: pod.settings.timeZone)
        var content = source.content
        if let poll { content.poll = PostContent.Poll(question: poll, answers: answer) }
        if let location { content.location = PostContent.Location(address: location) }
        try content.check(for: audience.audience ?? .everyone, photoCount: photo.count)

        let intake = PhotoIntake(folder: pod.folder)
        for (index, name) in photo.enumerated() {
            content.photos.append(
                try await intake.take(
                    URL(filePath: name), name: pod.random.hexadecimal(byteCount: 16),
                    alt: index < alt.count ? alt[index] : "",
                    isInline: false))
        }
        for photo in source.photos {
            content.photos.append(
                try await intake.take(
                    file.folder.appending(path: photo.file),
                    name: pod.random.hexadecimal(byteCount: 16), alt: photo.alt, isInline: false))
        }
        do {
            try store(content, as: author, in: pod)
        } catch {
            try intake.remove(content.photos.map(\.fileName))
            throw error
        }
    }

    private func store(_ content: PostContent, as author: Author, in pod: PodApplication) throws {
        let report = PostReport(pod: pod, isJSON: json)
        if draft {
            try report.draft(try pod.composer.saveDraft(content, as: author))
        } else if let at, let audience = audience.audience {
            let time = try TimeArgument.parse(at, timeZone: pod.settings.timeZone)
            try report.scheduled(
                try pod.composer.schedule(content, as: author, for: audience, at: time), for: time)
        } else if let audience = audience.audience {
            try report.published(
                try pod.composer.publish(content, as: author, for: audience), for: audience)
        }
    }
}
