import ArgumentParser
import Foundation
import Importing

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import posts from elsewhere.",
        subcommands: [ImportMarkdownCommand.self])
}

struct ImportMarkdownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown", abstract: "Import a folder of Hugo, Jekyll or Zola posts.",
        discussion: """
            Example:

              dandelion import markdown ~/blog/content/posts --as alice
              dandelion build

            Posts keep their dates, tags, pictures and old addresses. They are not sent to
            other pods. Posts dated in the future are published at that time; drafts stay
            drafts. Importing again changes nothing; sources that have changed are reported,
            and imported with --update. A file that cannot be read is reported with line and
            reason, and does not stop the others. Losses in conversion are counted by kind,
            with three examples each; DIR/log/import-TIME.txt lists all of them.
            """)

    @Argument(help: ArgumentHelp("The folder of the site, or of its posts.", valueName: "dir"))
    var folder: String

    @OptionGroup var writer: WriterOption

    @Flag(help: "Import sources that have changed since their import.")
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
        let groups = report.groups(.console)
        for group in groups { pod.console.complain(group.text(limit: Self.examples)) }
        if !groups.isEmpty || !report.remarks.isEmpty {
            let file = try ImportLog(folder: pod.folder).write(
                report, at: Date(), wording: .console)
            pod.console.complain("full report: \(file.path)")
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
            report.imported + report.updated > 0 ? "; `dandelion build` writes the pages" : ""
        pod.console.say(report.summary + next)
    }
}
