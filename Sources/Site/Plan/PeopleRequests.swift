internal import Composing
internal import Store

/// The people of whom a set of events says that they are shown in another way, each once.
struct PeopleRequests {
    private struct Request {
        var parts: Set<ShownPerson.Part>
        var priority: Int
        var events: ClosedRange<Int64>

        /// Merges another request into this one.
        mutating func add(_ other: Request) {
            parts.formUnion(other.parts)
            priority = min(priority, other.priority)
            events =
                min(
                    events.lowerBound, other.events.lowerBound)...max(
                    events.upperBound, other.events.upperBound)
        }
    }

    private var requests: [Int64: Request] = [:]
    /// Tags whose pages begin or end to be: profiles link to them, or no longer do.
    private var tags: [String: Request] = [:]

    mutating func add(_ change: SiteChange, eventID: Int64) {
        func request(_ parts: Set<ShownPerson.Part>) -> Request {
            Request(parts: parts, priority: change.priority ?? 0, events: eventID...eventID)
        }
        for shown in change.people ?? [] {
            Self.add(request(Set(shown.parts)), for: shown.id, to: &requests)
        }
        for list in change.lists where list.kind == ListName.Kind.tag.rawValue && list.isBornOrGone
        {
            Self.add(request([.details]), for: list.key, to: &tags)
        }
    }

    private static func add<Key>(
        _ request: Request, for key: Key, to requests: inout [Key: Request]
    ) {
        requests[key, default: request].add(request)
    }

    /// Adds the pages that show the people.
    func add(to pages: inout PageRequests, in database: ReadTransaction) throws {
        var requests = requests
        if !tags.isEmpty {
            for (id, tag) in try database.profileTags(among: Set(tags.keys)) {
                guard let request = tags[tag] else { continue }
                Self.add(request, for: id, to: &requests)
            }
        }
        for (id, request) in requests.sorted(by: { $0.key < $1.key }) {
            guard let plan = try PersonPlan(of: id, parts: request.parts, in: database)?.plan
            else { continue }
            for eventID in Set([request.events.lowerBound, request.events.upperBound]) {
                pages.add(plan, priority: request.priority, eventID: eventID)
            }
        }
    }
}
