internal import Composing
internal import Foundation
internal import Store

/// The planning of page requests, from events to pages.
extension SiteDispatcher {
    /// Reads what events say; nil for one that says that all may have changed, as does one that cannot be
    /// read, which no run may stop at for ever.
    func changes(of events: [OutboxEvent]) -> [(event: OutboxEvent, change: SiteChange?)] {
        events.map { event in
            (event, event.kind == SiteChange.everything ? nil : try? SiteChange(json: event.before))
        }
    }

    func requests(
        of changes: [(event: OutboxEvent, change: SiteChange?)]
    ) throws -> PageRequests {
        var requests = PageRequests()
        guard !changes.isEmpty else { return requests }
        try database.read { database in
            var people = PeopleRequests()
            for case (let event, let change?) in changes {
                var plan = try SitePlan(change, conversation: database.conversation(postGUID:))
                // What a changed post was signed with is no longer true of it.
                if change.posts.contains(event.guid) { plan.add(.document(guid: event.guid)) }
                requests.add(plan, priority: change.priority ?? 0, eventID: event.id)
                people.add(change, eventID: event.id)
            }
            try people.add(to: &requests, in: database)
        }
        return requests
    }

    func store(_ requests: PageRequests, of events: [OutboxEvent]) throws {
        guard !events.isEmpty else { return }
        try database.write { transaction in
            try requests.store(in: transaction)
            try transaction.removePlanned(eventIDs: events.map(\.id))
        }
    }

    /// Renders the waiting pages, and then plans the events that were left until their pages are
    /// written: until then the events themselves tell the next process what to do.
    func perform(
        _ context: SiteContext, _ leases: PageLeases, _ unstored: PageRequests = PageRequests(),
        of unplanned: [OutboxEvent] = [], progress: @escaping SiteProgress
    ) throws -> SiteReport {
        var requests = unstored
        var events = unplanned
        var changed = 0
        var pageCount = 0
        var failures: [String: PageFailure] = [:]
        while true {
            let (stored, trials) = try database.read {
                (try $0.pageDeliveries(limit: 20_000), try $0.pageTrials())
            }
            leases.update(trials)
            let asked = requests.joined(with: stored).filter { failures[$0.page] == nil }
            // What is set aside is not asked for any more: whoever lets it go asks again.
            let held = asked.filter { leases.isHeld($0.page) }
            let waiting = held.isEmpty ? asked : asked.filter { !leases.isHeld($0.page) }
            // Those that failed before come last, so as not to slow the others down.
            let new = waiting.filter { $0.failure == nil }
            let deliveries = new.isEmpty ? waiting : new
            guard !deliveries.isEmpty || !events.isEmpty || !held.isEmpty else { break }
            progress(pageCount, pageCount + deliveries.count)
            let outcome = try PageBatch(
                context: context, tree: folder.tree, workerCount: workerCount, leases: leases
            ).run(deliveries)
            changed += outcome.changedFileCount
            for failure in outcome.failures { failures[failure.page] = failure }
            try database.write { transaction in
                try transaction.insertTwinlessFiles(outcome.twinless)
                try requests.store(in: transaction) { failures[$0] != nil }
                try transaction.removePlanned(eventIDs: events.map(\.id))
                for delivery in held where delivery.isStored {
                    try transaction.setRendered(delivery)
                }
                for delivery in deliveries {
                    if failures[delivery.page] == nil, leases.isTried(delivery.page) {
                        try transaction.removeTrial(ofPage: delivery.page)
                    }
                    if let failure = failures[delivery.page] {
                        try transaction.setFailure(failure.reason, page: delivery.page)
                    } else if delivery.isStored {
                        try transaction.setRendered(delivery)
                    }
                }
            }
            requests = PageRequests()
            events = []
            pageCount += deliveries.count
        }
        return SiteReport(
            pageCount: pageCount, changedFileCount: changed,
            failures: failures.values.sorted { $0.page < $1.page })
    }
}

extension ReadTransaction {
    /// Reads the number of comments of a post, and its long comments.
    func conversation(postGUID guid: String) throws -> SitePlan.Conversation {
        SitePlan.Conversation(
            commentCount: try quickCommentCount(guid: guid),
            longComments: try longComments(
                postGUID: guid, over: LongComment.maximumBytesOfShort))
    }
}
