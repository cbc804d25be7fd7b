internal import Diaspora
internal import Store

extension IncomingBatch {
    /// Gets what messages need that is neither here nor on its way to be stored, each thing once.
    func supply(_ outcomes: [Outcome]) async throws -> [Outcome] {
        let errands = try errands(of: outcomes)
        guard !errands.isEmpty else { return outcomes }
        async let asked = people(Set(errands.flatMap(\.errand.people)))
        async let fetched = fetch(errands.compactMap(\.errand.reference))
        let (people, failures) = await (asked, fetched)
        var outcomes = outcomes
        for (index, message, errand) in errands {
            if let reason = errand.dropped {
                outcomes[index] = .dropped(reason, by: message.sender)
            } else if let failure = errand.failure(people: people, fetches: failures) {
                outcomes[index] = .failed(failure)
            }
        }
        return outcomes
    }

    private func errands(
        of outcomes: [Outcome]
    ) throws -> [(index: Int, message: VerifiedMessage, errand: SupplyErrand)] {
        let expected = outcomes.reduce(into: expected) { $0.add($1) }
        return try database.read { database in
            outcomes.enumerated().compactMap { index, outcome in
                // What the database fails on fails again when it is stored, and then alone.
                guard case .verified(let message) = outcome,
                    let errand = try? SupplyErrand(
                        message: message, isPrivate: entries[index].recipientID != nil,
                        expected: expected, in: database, keys: receiver.keys)
                else { return nil }
                return (index, message, errand)
            }
        }
    }

    /// Fetches what messages belong to: once, however many belong to it.
    private func fetch(
        _ references: [RelatedReference]
    ) async -> [RelatedReference: ReceiveFailure] {
        await withTaskGroup(of: [RelatedReference: ReceiveFailure].self) { group in
            for places in Dictionary(grouping: references, by: { $0.fetch?.path }).values {
                group.addTask { await receiver.fetch(fromAnyOf: places) }
            }
            return await group.reduce(into: [:]) { $0.merge($1) { $1 } }
        }
    }
}
