import ArgumentParser
import Diaspora
import Pipeline
import Store

struct PostEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Give a post or a draft another text.",
        discussion: """
            Examples:

              dandelion post edit hello-world-17418fb029e6
              dandelion post edit hello-world-17418fb029e6 hello.md

            The address stays; the old text is kept as a version.
            """)

    @Argument(help: "Its GUID, the beginning of it, or its address.")
    var guid: String

    @Argument(
        help: "A Markdown file, or - for standard input; without it $EDITOR is opened.")
    var file: String?

    @Flag(help: "Join wrapped lines.")
    var unwrap = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        // While a writer writes, nothing is held ready.
        let pod = try options.pod(preparesPages: file != nil)
        let guid = try pod.guid(guid)
        let before = try pod.database.read { database in
            let draft = try database.draft(guid)
            return try Before(
                text: draft?.text ?? database.post(guid)?.text ?? "", isDraft: draft != nil,
                photos: draft.map { try database.photos(draftID: $0.id) }
                    ?? database.post(guid).map { try database.photos(postID: $0.id) } ?? [])
        }
        if !before.isDraft { try pod.composer.checkExists(guid) }
        guard let written = try PostText.read(file, before: before.text, in: pod) else {
            pod.console.complain("nothing was changed")
            return
        }
        try await written.keepingOnFailure {
            try await edit(guid, before, written, in: pod)
        }
    }

    private struct Before {
        let text: String
        let isDraft: Bool
        let photos: [Photo]
    }

    private func edit(
        _ guid: GUID, _ before: Before, _ written: PostText, in pod: PodApplication
    ) async throws {
        let source = try PostSource(
            written.text, label: written.label, isUnwrapping: unwrap,
            timeZone: pod.settings.timeZone)
        NotTaken(console: pod.console, source: source).sayOfEdits()
        try UnknownMentions(pod: pod, file: written).say(of: source.content.text)
        let report = PostReport(pod: pod, isJSON: json)
        let intake = PhotoIntake(folder: pod.folder)
        let shown = try await TextPictures(
            composer: pod.composer, intake: intake, folder: written.folder, label: written.label
        ).taken(in: source.content.text, source: written.text, known: before.photos)
        do {
            if before.isDraft {
                try pod.composer.editDraft(guid, text: shown.text, pictures: shown.pictures)
            } else {
                try pod.composer.edit(guid, text: shown.text, pictures: shown.pictures)
            }
        } catch {
            try intake.remove(shown.pictures.map(\.fileName))
            throw error
        }
        if before.isDraft { try report.draft(guid) } else { try report.edited(guid) }
    }
}
