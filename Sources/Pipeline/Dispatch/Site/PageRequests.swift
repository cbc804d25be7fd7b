internal import Store

/// The pages that a set of events asks for, each once: ten thousand comments on one post are a
/// handful of pages.
struct PageRequests {
    private struct Request {
        var stage: Int
        var priority: Int
        var events: ClosedRange<Int64>
    }

    private var requests: [SitePage: Request] = [:]

    mutating func add(_ plan: SitePlan, priority: Int, eventID: Int64) {
        for (page, stage) in plan.pages {
            guard let known = requests[page] else {
                requests[page] = Request(
                    stage: stage, priority: priority, events: eventID...eventID)
                continue
            }
            requests[page] = Request(
                stage: min(known.stage, stage), priority: min(known.priority, priority),
                events: min(
                    known.events.lowerBound, eventID)...max(
                        known.events.upperBound, eventID))
        }
    }

    func store(in transaction: WriteTransaction) throws {
        for (page, request) in requests {
            for eventID in Set([request.events.lowerBound, request.events.upperBound]) {
                try transaction.wantPage(
                    "\(page)", stage: request.stage, priority: request.priority, eventID: eventID)
            }
        }
    }
}
