import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct PostEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a post or a draft.",
        discussion: """
            Examples:

              dandelion post edit hello-world-17418fb029e6
              dandelion post edit hello-world-17418fb029e6 hello.md
              dandelion post edit hello-world-17418fb029e6 --photo a.jpg --alt "Beans"
              dandelion post edit hello-world-17418fb029e6 --location Saltmarsh

            A file replaces the text, and the photos and the place if its front matter has
            them. --photo adds a picture below the text, or replaces the description of the
            same picture. --alt alone describes the existing pictures, one --alt for each.
            Address and audience stay the same; a poll can be changed only while the post is
            a draft. The old text is kept as a version.
            """)

    @Argument(help: "Its GUID, the beginning of the GUID, or its address.")
    var guid: String

    @Argument(
        help: "A Markdown file, or - for standard input (default without options: open $EDITOR).")
    var file: String?

    @OptionGroup var parts: PostParts

    @Option(
        help: ArgumentHelp(
            "Remove the picture with this number; `post show` lists them.", valueName: "number"))
    var removePhoto: [Int] = []

    @Flag(help: "Remove the place.")
    var noLocation = false

    @Option(
        help: ArgumentHelp(
            "The date of the post, not in the future (default zone: the pod's).",
            valueName: "time"))
    var date: String?

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if noLocation, parts.location != nil {
            throw ValidationError("--location and --no-location do not go together.")
        }
        if !parts.photo.isEmpty { try parts.checkAlts() }
    }

    func run() async throws {
        let pod = try options.pod()
        let guid = try pod.guid(guid)
        let before = try pod.database.read { database in
            let draft = try database.draft(guid)
            return try Before(
                text: draft?.text ?? database.post(guid)?.text ?? "", isDraft: draft != nil,
                photos: draft.map { try database.photos(draftID: $0.id) }
                    ?? database.post(guid).map { try database.photos(postID: $0.id) } ?? [])
        }
        if !before.isDraft { try pod.composer.checkExists(guid) }
        let isTextLeft = file == nil && hasOptions
        let written = isTextLeft ? nil : try PostText.read(file, before: before.text, in: pod)
        guard let written else {
            guard isTextLeft else { return pod.console.complain("nothing was changed") }
            return try await edit(guid, before, nil, in: pod)
        }
        try await written.keepingOnFailure {
            try await edit(guid, before, written, in: pod)
        }
    }

    /// Whether something is asked for beside another text.
    private var hasOptions: Bool {
        !parts.isEmpty || !removePhoto.isEmpty || noLocation || date != nil
    }

    private func edit(
        _ guid: GUID, _ before: Before, _ written: PostText?, in pod: PodApplication
    ) async throws {
        let report = PostReport(pod: pod, isJSON: json)
        let intake = PhotoIntake(folder: pod.folder)
        var changes = PostChanges()
        changes.date = try date.map {
            try TimeArgument.parse($0, timeZone: pod.settings.timeZone)
        }
        let gone: [String]
        do {
            try await collect(&changes, before, written, intake, pod)
            gone =
                try before.isDraft
                ? pod.composer.changeDraftAsPodmin(guid, changes)
                : pod.composer.changeAsPodmin(guid, changes)
        } catch {
            try intake.remove(changes.takenFileNames)
            throw error
        }
        if before.isDraft { try report.draft(guid) } else { try report.edited(guid) }
        try pod.discarded.remove(gone)
    }
}
