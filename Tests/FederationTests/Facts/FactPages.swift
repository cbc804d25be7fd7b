import Foundation
import Store

@testable import PodFixtures
@testable import Site

/// The events that a fact left, and the pages that all of them ask for together.
struct FactPages {
    let names: RowNames

    /// Lists events and pages; notes the events as planned.
    func lines(of pod: FederatedPod) throws -> [String] {
        let events = try pod.database.read { try $0.unplannedEvents(limit: 10_000) }
        let changes = pod.site.changes(of: events)
        let asking = changes.map { event, change in
            let asked = change == nil ? ", for everything" : ""
            return names.replacingGUIDs(in: "event \(event.kind) \(event.guid)\(asked)")
        }
        try pod.site.store(pod.site.requests(of: changes), of: events)
        let pages = try pod.database.read { try $0.pageDeliveries(limit: 100_000) }.map { page in
            names.replacingGUIDs(
                in: "priority \(page.priority), stage \(page.stage): \(page.page)")
        }
        return asking + pages.sorted()
    }
}
