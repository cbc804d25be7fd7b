import ArgumentParser
import Foundation
import Pipeline

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in what was written elsewhere.",
        subcommands: [ImportMarkdownCommand.self])
}

struct ImportMarkdownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown", abstract: "Import a folder of Hugo, Jekyll or Zola posts.",
        discussion: """
            Example:

              dandelion import markdown ~/blog/content/posts --as alice
              dandelion build

            Posts keep their dates, tags, pictures and old addresses. Nobody is told of
            them. What is dated in the future is published at its time, drafts stay drafts.
            Importing again changes nothing; a source that changed meanwhile is named, and
            taken with --update. A file that cannot be read is named with line and reason,
            and the others still come in. What could not be kept as it was is counted by
            kind, with three examples each, and told whole in DIR/log/import-TIME.txt.
            """)

    @Argument(help: ArgumentHelp("The folder that the posts are in.", valueName: "dir"))
    var folder: String

    @OptionGroup var writer: WriterOption

    @Flag(help: "Take sources that changed since their import.")
    var update = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    /// Entries of each kind that the terminal shows.
    private static let examples = 3

    private struct Object: Encodable {
        let imported, updated, unchanged, drafts: Int
        let scheduled, differing, skipped, warnings, problems: [String]
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let bar = ProgressBar("importing", unit: "posts", console: pod.console)
        let report = try await MarkdownImport(context: pod.context(), folder: pod.folder).run(
            URL(filePath: folder, directoryHint: .isDirectory), as: author, isUpdating: update
        ) { bar.show($0, of: $1) }
        bar.end()
        let groups = report.groups(ErrorSentence.text)
        for group in groups { pod.console.complain(group.text(limit: Self.examples)) }
        if !groups.isEmpty || !report.remarks.isEmpty {
            let file = try ImportLog(folder: pod.folder).write(
                report, at: Date(), wording: ErrorSentence.text)
            pod.console.complain("all of it: \(file.path)")
        }
        try say(report, pod)
        if !report.problems.isEmpty { throw ExitCode(1) }
    }

    private func say(_ report: ImportReport, _ pod: PodApplication) throws {
        if json {
            try pod.console.sayJSON(
                Object(
                    imported: report.imported, updated: report.updated,
                    unchanged: report.unchanged, drafts: report.drafts,
                    scheduled: report.scheduled.map(\.description),
                    differing: report.differing, skipped: report.skipped.map(\.description),
                    warnings: report.warnings.map { $0.text(ErrorSentence.text) },
                    problems: report.problems.map { $0.text(ErrorSentence.text) }))
            return
        }
        let next =
            report.imported + report.updated > 0 ? "; `dandelion build` makes the pages" : ""
        pod.console.say(report.summary + next)
    }
}
