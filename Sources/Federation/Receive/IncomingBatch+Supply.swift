internal import Diaspora
internal import Store

extension IncomingBatch {
    /// Gets what messages need that is neither here nor on its way to be stored, each thing once.
    func supply(_ outcomes: [Outcome]) async throws -> [Outcome] {
        let missing = try missing(of: outcomes)
        guard !missing.isEmpty else { return outcomes }
        async let asked = people(Set(missing.flatMap(\.dependencies.people)))
        async let fetched = fetch(missing.compactMap(\.dependencies.wanted))
        let (people, failures) = await (asked, fetched)
        try charge(missing, failures)
        var outcomes = outcomes
        for (index, message, dependencies) in missing {
            if let reason = dependencies.dropped {
                outcomes[index] = .dropped(reason, by: message.sender)
            } else if let failure = dependencies.failure(people: people, fetches: failures) {
                outcomes[index] = .failed(failure, MessageClaim(message))
            }
        }
        return outcomes
    }

    private func missing(
        of outcomes: [Outcome]
    ) throws -> [(index: Int, message: VerifiedMessage, dependencies: MissingDependencies)] {
        let pending = outcomes.reduce(into: pending) { $0.add($1) }
        return try database.read { database in
            var quotas = QuotaGlance(receiver.quota)
            return outcomes.enumerated().compactMap { index, outcome in
                // What the database fails on fails again when it is stored, and then alone.
                guard case .verified(let message) = outcome,
                    let dependencies = try? MissingDependencies(
                        message: message, isPrivate: entries[index].recipientID != nil,
                        pending: pending, in: database, keys: receiver.keys, quotas: &quotas)
                else { return nil }
                return (index, message, dependencies)
            }
        }
    }

    /// Charges strangers for what was got for their messages, whoever wrote it.
    private func charge(
        _ missing: [(index: Int, message: VerifiedMessage, dependencies: MissingDependencies)],
        _ failures: [WantedEntity: ReceiveFailure]
    ) throws {
        let strangers = try database.read { database in
            var tally: StrangerTally?
            var quotas = QuotaGlance(receiver.quota)
            for (_, message, dependencies) in missing {
                guard let wanted = dependencies.wanted, failures[wanted] == nil,
                    try quotas.concerns(message, in: database)
                else { continue }
                tally = tally ?? StrangerTally()
                for usage in try usages(of: wanted.reference, in: database) {
                    tally?.add(usage, by: message.sender)
                }
            }
            return tally
        }
        if let strangers { try database.write(strangers.store) }
    }

    /// What was got for a reference takes: the post with all that belongs to it, and what it shares; the comment, if it
    /// is one.
    private func usages(
        of reference: RelatedReference, in database: ReadTransaction
    ) throws -> [StrangerUsage] {
        let comment = try database.comment(reference.guid)
        let post =
            try comment.map { try database.post(id: $0.postID) } ?? database.post(reference.guid)
            ?? database.poll(reference.guid).flatMap { try database.post(id: $0.postID) }
        let root = try post?.rootGUID.flatMap { try database.post($0) }
        let texts = [comment?.text, post?.text, root?.text].compactMap(\.self)
        let html = texts.reduce(0) { $0 + StrangerQuota.htmlBytes(ofText: $1) }
        return try [comment.map { StrangerUsage(rows: 1, bytes: $0.text.utf8.count) }]
            .compactMap(\.self)
            + [post, root].compactMap(\.self).map { try database.usage(ofPostID: $0.id) }
            + [StrangerUsage(bytes: html)]
    }

    /// Fetches what messages belong to: once, however many belong to it.
    private func fetch(_ wanted: [WantedEntity]) async -> [WantedEntity: ReceiveFailure] {
        await withTaskGroup(of: [WantedEntity: ReceiveFailure].self) { group in
            for same in Dictionary(grouping: wanted, by: { $0.places?.path }).values {
                group.addTask { await receiver.fetch(same) }
            }
            return await group.reduce(into: [:]) { $0.merge($1) { $1 } }
        }
    }
}
