import Composing
import Foundation
import ServiceLifecycle
import Site
import Store

/// Looks a few times a second whether the sources of the tree changed, and the drafts that are shown.
struct BuildWatcher: Service {
    let options: PodOptions
    let pod: PodApplication
    let signal: AsyncStream<Void>.Continuation
    /// Shows drafts, if they are to be shown.
    var preview: Preview?

    func run() async throws {
        let watch = DatabaseWatch(path: pod.database.path)
        var settings = pod.settings
        var known = stamp(settings)
        for await _ in AsyncTimerSequence.ticks(every: .milliseconds(300))
            .cancelOnGracefulShutdown()
        {
            let now = stamp(settings)
            let isWritten = watch.hasChanged()
            if now != known {
                known = now
                settings = rebuild() ?? settings
                showDrafts(settings)
            } else if isWritten {
                showDrafts(settings)
            }
        }
    }

    /// Builds what changed. A mistake in a theme or a text is said, and the watch goes on.
    ///
    /// - Returns: The settings as they are now, if they can be read.
    private func rebuild() -> SiteSettings? {
        saying {
            let pod = try options.pod()
            let report = try pod.dispatcher.run()
            pod.console.complain("\(report.changedFileCount) files changed")
            for warning in report.warnings { pod.console.complain("warning: \(warning)") }
            for failure in report.failures { pod.console.complain("error: \(failure.sentence)") }
            signal.yield()
            return pod.settings
        }
    }

    private func showDrafts(_ settings: SiteSettings) {
        guard let preview else { return }
        let changed = saying { try preview.showDrafts(settings: settings) } ?? 0
        if changed > 0 { signal.yield() }
    }

    private func saying<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch {
            for text in ErrorText.texts(for: error) { pod.console.complain("error: " + text) }
            return nil
        }
    }

    /// Lists names, sizes and times of everything outside the database that the tree is made from,
    /// and the database's own count of changes. Missing folders are watched as well.
    private func stamp(_ settings: SiteSettings) -> [String] {
        var stamp = (settings.themeFolders + settings.siteFolders).flatMap(FolderStamp.lines)
        stamp += FolderStamp.lines(of: pod.folder.configuration)
        if let file = options.config { stamp += FolderStamp.lines(of: URL(filePath: file)) }
        // A database that cannot be read now is looked at again soon.
        let event = try? pod.database.read { try $0.lastEventID() }
        stamp.append("\(event ?? 0)")
        return stamp
    }
}
