import Blocking
import Foundation
import Store

@testable import Pipeline

extension PodFixture {
    /// Renders comments as a build does, which then ends.
    func renderComments(of changes: [SiteChange] = []) throws {
        let leases = try PageLeases(path: folder.pageLeases.path)
        try leases.begin(PageTrials())
        let refresh = CommentRefresh(
            batch: TextBatch(
                database: database, settings: settings, strangers: nil,
                threads: Threads(count: 2)), leases: leases)
        try refresh.run()
        try refresh.prepare(for: changes)
        try leases.end(isDone: true)
    }
}
