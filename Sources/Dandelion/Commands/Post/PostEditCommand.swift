import ArgumentParser
import Diaspora
import Pipeline
import Store

struct PostEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Give a post or a draft another text.",
        discussion: """
            Example:

              dandelion post edit hello-world-17418fb029e6 hello.md

            The address stays; the old text is kept as a version.
            """)

    @Argument(help: "Its GUID, the beginning of it, or its address.")
    var guid: String

    @Argument(help: "A Markdown file, or - for standard input.")
    var file: String

    @Flag(help: "Join wrapped lines.")
    var unwrap = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod(preparesPages: true)
        let guid = try pod.guid(guid)
        let source = try PostSource(
            PostFile(name: file).text(), isUnwrapping: unwrap, timeZone: pod.settings.timeZone)
        NotTaken(console: pod.console, source: source).sayOfEdits()
        let report = PostReport(pod: pod, isJSON: json)
        if try pod.database.read({ try $0.draft(guid) }) != nil {
            try pod.composer.editDraft(guid, text: source.content.text)
            try report.draft(guid)
        } else {
            try pod.composer.edit(guid, text: source.content.text)
            try report.edited(guid)
        }
    }
}
