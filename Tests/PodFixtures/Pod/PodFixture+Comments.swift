import Blocking
import Foundation
import Logging
import Store

@testable import Composing
@testable import Site

extension PodFixture {
    /// The texts that no build renders.
    var backlog: TextBacklog {
        TextBacklog(
            database: database, settings: settings, clock: clock.pod, strangers: nil,
            logger: Logger(label: "tests"))
    }

    /// Renders all texts that no build renders, slow ones as they were written.
    func renderTexts() throws {
        let backlog = backlog
        while try backlog.renderNext() {}
    }

    /// Renders comments as a build does, which then ends.
    func renderComments(of changes: [SiteChange] = []) throws {
        let leases = try PageLeases(path: folder.pageLeases.path)
        try leases.begin(PageTrials())
        let refresh = CommentRefresh(
            batch: TextBatch(
                database: database, settings: settings, clock: clock.pod, strangers: nil,
                threads: Threads(count: 2)), leases: leases)
        try refresh.run()
        try refresh.prepare(for: changes)
        try leases.end(isDone: true)
    }
}
