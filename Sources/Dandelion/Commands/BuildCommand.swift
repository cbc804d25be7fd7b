import ArgumentParser
import Blocking
import Composing
import Foundation
import Site
import Store
import Workers

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Update the public tree.",
        discussion: """
            Example:

              dandelion build
              dandelion build --watch
              dandelion build --watch --drafts

            Writes only changed files. A new theme, configuration or version, or a change in
            site/, affects every page. --watch also serves the tree, rebuilds on every
            change, and reloads the open page. With --drafts it shows drafts too, at a
            private address on this machine. The pages are live when the result is printed;
            afterwards they are precompressed for web servers.
            """)

    @Flag(help: "Render every page, and write those whose bytes differ.")
    var full = false

    @Option(help: ArgumentHelp("Write a complete tree to another folder.", valueName: "dir"))
    var output: String?

    @Flag(help: "Keep running, rebuild on changes, and reload the open page.")
    var watch = false

    @Flag(help: "With --watch, show drafts too; the public tree does not contain them.")
    var drafts = false

    @Flag(
        help:
            "Leave precompressing pages (.gz, .br) to serve, work or the next build.")
    var noTwins = false

    @Option(help: "The port for --watch (default: that of server.listen).")
    var port: Int?

    @OptionGroup var options: PodOptions

    func validate() throws {
        if port != nil, !watch { throw ValidationError("--port needs --watch.") }
        if full, output != nil {
            throw ValidationError("--output writes every page anyway; leave out --full.")
        }
        if drafts, output != nil {
            throw ValidationError("--output makes the public tree, which holds no drafts.")
        }
        if drafts, !watch { throw ValidationError("--drafts needs --watch.") }
        if full, watch { throw ValidationError("--full and --watch do not go together.") }
        if watch, output != nil { throw ValidationError("--watch builds the pod's own tree.") }
    }

    func run() async throws {
        let pod = try options.pod()
        if watch {
            try await WatchedBuild(
                options: options, pod: pod, port: port, showsDrafts: drafts, makesTwins: !noTwins
            ).run()
            return
        }
        let bar = ProgressBar("building", unit: "pages", console: pod.console)
        let start = ContinuousClock.now
        let target = output.map {
            URL(filePath: $0, directoryHint: .isDirectory).standardizedFileURL
        }
        if let target { try refuse(target, pod) }
        try await renderSlowComments(pod)
        let report: SiteReport
        if let target {
            report = try pod.dispatcher.buildCopy(at: target) { bar.show($0, of: $1) }
        } else {
            // A build that is asked for gives the tree of a clean one.
            try pod.composer.showDueNames(isForAll: true)
            report = try pod.dispatcher.run(isFull: full) { bar.show($0, of: $1) }
        }
        bar.end()
        let took = ContinuousClock.now - start
        pod.console.say(
            "\(report.pageCount) pages, \(report.changedFileCount) files changed, in "
                + took.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 2))))
        for path in report.leftOut {
            pod.console.complain("left out: site/static/\(path) (hidden, or being written)")
        }
        for warning in report.warnings { pod.console.complain("warning: \(warning)") }
        if target == nil, report.failures.isEmpty { try pod.discarded.removeIfNothingWaits() }
        if !noTwins { try await makeTwins(of: report, in: target, pod) }
        if !report.failures.isEmpty { throw PodError.pagesFailed(report.failures) }
    }

    /// Renders the comments that only a worker renders, if no worker runs.
    ///
    /// Others decide how many there are: after a minute the rest is left to `serve`, `work` or the next build.
    private func renderSlowComments(_ pod: PodApplication) async throws {
        let end = ContinuousClock.now + .seconds(60)
        let backlog = pod.backlog(logger: pod.logger)
        try await PodThreads().texts.run {
            // One at a time, so that a worker that begins waits for one alone.
            while ContinuousClock.now < end,
                let exclusion = try WorkerPresence.exclusion(for: pod.folder)
            {
                let hasFound = try withExtendedLifetime(exclusion) {
                    try backlog.renderNextSlowComment()
                }
                guard hasFound else { return }
            }
        }
    }

    /// Compresses the tree, or a copy of it, by threads that the system favours least.
    private func makeTwins(
        of report: SiteReport, in copy: URL?, _ pod: PodApplication
    ) async throws {
        let bar = ProgressBar("compressing", unit: "files", console: pod.console)
        defer { bar.end() }
        // While one waits for the disk, another compresses.
        let twins = pod.twins(threadCount: 4)
        try await PodThreads().twins.run {
            if let copy {
                try twins.make(of: report, in: copy) { bar.show($0, of: $1) }
            } else {
                try twins.make(progress: { bar.show($0, of: $1) })
            }
        }
    }

    /// The files that every tree of a pod has and hardly any other folder does: a build removes
    /// everything else.
    private static let marks: Set<String> = [
        "index.html", "feeds.html", "statistics.html", "sitemap.xml", "sitemap",
    ]

    /// Refuses a target inside the pod's own tree, where the next build would remove it, or it the
    /// tree.
    private func refuse(_ target: URL, _ pod: PodApplication) throws {
        let tree = pod.folder.tree.resolvingSymlinksInPath().path
        let path = target.resolvingSymlinksInPath().path
        if path == tree || path.hasPrefix(tree + "/") {
            throw PodError.failed(
                "\(target.path) is inside the pod's own tree; choose another folder")
        }
        let own = pod.folder.url.resolvingSymlinksInPath().path
        if path == own || own.hasPrefix(path + "/") {
            throw PodError.failed("\(target.path) contains the pod itself; choose another folder")
        }
        let files = FileManager.default
        if files.fileExists(atPath: target.path),
            let names = try? files.contentsOfDirectory(atPath: target.path), !names.isEmpty,
            !Self.marks.isSubset(of: names)
        {
            throw PodError.failed(
                "\(target.path) contains something other than a public tree; choose an empty folder"
            )
        }
    }
}
