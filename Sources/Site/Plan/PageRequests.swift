internal import Store

/// The pages that a set of events asks for, each once: ten thousand comments on one post are a
/// handful of pages.
struct PageRequests {
    private struct Request {
        var stage: Int
        var priority: Int
        var events: ClosedRange<Int64>
    }

    private var requests: [String: Request] = [:]

    var count: Int { requests.count }

    mutating func add(_ plan: SitePlan, priority: Int, eventID: Int64) {
        for (page, stage) in plan.pages {
            let key = "\(page)"
            guard let known = requests[key] else {
                requests[key] = Request(
                    stage: stage, priority: priority, events: eventID...eventID)
                continue
            }
            requests[key] = Request(
                stage: min(known.stage, stage), priority: min(known.priority, priority),
                events: min(
                    known.events.lowerBound, eventID)...max(
                        known.events.upperBound, eventID))
        }
    }

    /// Merges the requests into the waiting deliveries: a page that waits already keeps its row,
    /// and the others get new ones.
    func joined(with waiting: [PageDelivery]) -> [PageDelivery] {
        var rest = requests
        let joined = waiting.map { delivery in
            guard let request = rest.removeValue(forKey: delivery.page) else { return delivery }
            return delivery.askedForAgain(stage: request.stage, priority: request.priority)
        }
        return joined
            + rest.map { PageDelivery(page: $0, stage: $1.stage, priority: $1.priority) }
    }

    /// Stores the requests, or some of them, in rows that outlive the process.
    func store(
        in transaction: WriteTransaction, where isIncluded: (_ page: String) -> Bool = { _ in true }
    ) throws {
        for (page, request) in requests where isIncluded(page) {
            for eventID in Set([request.events.lowerBound, request.events.upperBound]) {
                try transaction.wantPage(
                    page, stage: request.stage, priority: request.priority, eventID: eventID)
            }
        }
    }
}
