import ArgumentParser
import Composing
import Diaspora
import Store

struct PostDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a post or a draft permanently.",
        discussion: "Example:\n\n  dandelion post delete hello-world-17418fb029e6")

    @Argument(help: "Its GUID, a beginning of it, or its address; --yes needs the whole GUID.")
    var guid: String

    @Flag(help: "Do not ask for confirmation.")
    var yes = false

    @Flag(help: "Print what would be deleted, without deleting it.")
    var dryRun = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        // Nobody is asked: a beginning might be that of another post than is meant.
        let guid = try yes ? GUID.argument(guid) : pod.guid(guid)
        let report = PostReport(pod: pod, isJSON: json)
        let isDraft = try pod.database.read { try $0.draft(guid) } != nil
        if !isDraft { try pod.composer.checkExists(guid) }
        let question = "deleting \(guid), its photos, its page and its place in every list"
        if dryRun {
            pod.console.say("would be deleted: \(question.dropFirst(9))")
            return
        }
        guard yes || pod.console.confirms(question + ": go on?") else {
            throw PodError.unconfirmed("deleting a post")
        }
        let photos =
            try isDraft
            ? pod.composer.deleteDraftAsPodmin(guid) : pod.composer.deleteAsPodmin(guid)
        try report.changed(guid, "deleted")
        try pod.discarded.remove(photos)
    }
}
