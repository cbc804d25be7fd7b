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
            them. Importing again changes nothing; a source that changed meanwhile is named,
            and taken with --update. A file that cannot be read is named with line and
            reason, and the others still come in.
            """)

    @Argument(help: ArgumentHelp("The folder that the posts are in.", valueName: "dir"))
    var folder: String

    @OptionGroup var writer: WriterOption

    @Flag(help: "Take sources that changed since their import.")
    var update = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    private struct Object: Encodable {
        let imported, updated, unchanged, drafts: Int
        let differing, skipped, warnings, problems: [String]
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let bar = ProgressBar("importing", unit: "posts", console: pod.console)
        let report = try await MarkdownImport(composer: pod.composer, folder: pod.folder).run(
            URL(filePath: folder, directoryHint: .isDirectory), as: author, isUpdating: update
        ) { bar.show($0, of: $1) }
        bar.end()
        for warning in report.warnings { pod.console.complain("warning: \(warning)") }
        for skip in report.skipped { pod.console.complain("skipped: \(skip)") }
        for path in report.differing {
            pod.console.complain(
                "warning: \(path): differs from what was imported; left alone without --update")
        }
        for problem in report.problems { pod.console.complain("error: \(problem)") }
        try say(report, pod)
        if !report.problems.isEmpty { throw ExitCode(1) }
    }

    private func say(_ report: ImportReport, _ pod: PodApplication) throws {
        if json {
            try pod.console.sayJSON(
                Object(
                    imported: report.imported, updated: report.updated,
                    unchanged: report.unchanged, drafts: report.drafts,
                    differing: report.differing, skipped: report.skipped.map(\.description),
                    warnings: report.warnings.map(\.description),
                    problems: report.problems.map(\.description)))
            return
        }
        var parts = ["\(report.imported) post\(report.imported == 1 ? "" : "s") imported"]
        if report.drafts > 0 {
            parts.append("\(report.drafts) draft\(report.drafts == 1 ? "" : "s")")
        }
        if report.updated > 0 { parts.append("\(report.updated) updated") }
        if report.unchanged > 0 { parts.append("\(report.unchanged) unchanged") }
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) skipped") }
        if !report.problems.isEmpty { parts.append("\(report.problems.count) failed") }
        let next =
            report.imported + report.updated > 0 ? "; `dandelion build` makes the pages" : ""
        pod.console.say(parts.joined(separator: ", ") + next)
    }
}
