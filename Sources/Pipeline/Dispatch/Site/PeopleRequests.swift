internal import Store

/// The people of whom a set of events says that they are shown in another way, each once.
struct PeopleRequests {
    private struct Request {
        var parts: Set<ShownPerson.Part>
        var priority: Int
        var events: ClosedRange<Int64>
    }

    private var requests: [Int64: Request] = [:]

    mutating func add(_ change: SiteChange, eventID: Int64) {
        for shown in change.people ?? [] {
            var request =
                requests[shown.id]
                ?? Request(parts: [], priority: change.priority ?? 0, events: eventID...eventID)
            request.parts.formUnion(shown.parts)
            request.priority = min(request.priority, change.priority ?? 0)
            request.events =
                min(request.events.lowerBound, eventID)...max(request.events.upperBound, eventID)
            requests[shown.id] = request
        }
    }

    /// Asks for the pages that show them now.
    func add(to pages: inout PageRequests, in database: ReadTransaction) throws {
        for (id, request) in requests.sorted(by: { $0.key < $1.key }) {
            guard let plan = try PersonPlan(of: id, parts: request.parts, in: database)?.plan
            else { continue }
            for eventID in Set([request.events.lowerBound, request.events.upperBound]) {
                pages.add(plan, priority: request.priority, eventID: eventID)
            }
        }
    }
}
