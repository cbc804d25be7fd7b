internal import Blocking
internal import Composing
public import Diaspora
internal import Foundation
internal import Store

extension Receiver {
    /// Fetched documents that others need in their turn.
    private static let maximumDepth = 3

    /// - Returns: The person, or why they cannot be found.
    func find(_ id: DiasporaID) async -> Result<Person, ReceiveFailure> {
        do {
            return .success(try await directory.person(id))
        } catch let error as DirectoryError {
            return .failure(ReceiveFailure(error))
        } catch {
            return .failure(.later("\(error)"))
        }
    }

    /// Gets a public entity from its pod, and lets it take effect as if it had been sent.
    ///
    /// - Returns: Why that failed; nil if it is here now.
    func fetch(_ reference: RelatedReference, depth: Int = 1) async -> ReceiveFailure? {
        guard let author = reference.fetch?.from else { return nil }
        return await fetch(
            reference, from: author, depth: depth,
            isHere: { [keys] database in
                try EvidenceSearch(database: database, keys: keys).related(reference) != nil
            })
    }

    /// Gets one thing that several messages want: from the pod of the first one's author, and only if
    /// that fails from all the others that may have it at once, those that sent the messages among them.
    ///
    /// A stranger may name a place too: one that is slow or lies takes nothing from the others.
    ///
    /// - Returns: Why it is not here, for each; nothing if it is here now.
    func fetch(_ wanted: [WantedEntity]) async -> [WantedEntity: ReceiveFailure] {
        guard let places = wanted.first?.places, let first = places.people.first,
            let failure = await fetchInTime(from: first, wanted)
        else { return [:] }
        var failures = [client.pod(of: first): failure]
        let others = Dictionary(
            grouping: wanted.flatMap { $0.places?.people ?? [] }, by: client.pod
        ).filter { failures[$0.key] == nil }
        let ends = await withTaskGroup(of: (PodAddress, ReceiveFailure?).self) { group in
            for (pod, people) in others {
                group.addTask { (pod, await fetchInTime(from: people[0], wanted)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (pod, failure) in ends {
            guard let failure else { return [:] }
            failures[pod] = failure
        }
        return wanted.reduce(into: [:]) { result, wanted in
            result[wanted] = wanted.places?.people.first.flatMap { failures[client.pod(of: $0)] }
        }
    }

    private func fetchInTime(
        from person: DiasporaID, _ wanted: [WantedEntity]
    ) async -> ReceiveFailure? {
        guard let reference = wanted.first?.reference else { return nil }
        let end = await Timeout.run(for: timeout) {
            await fetch(
                reference, from: person, depth: 1,
                redirects: wanted.flatMap { $0.places?.people ?? [] }
            ) { [keys] database in
                let search = EvidenceSearch(database: database, keys: keys)
                return try wanted.contains { try search.related($0.reference) != nil }
            }
        }
        guard let end else { return .missing("a pod that it needs is slow") }
        return end
    }

    /// Gets a public post of somebody, with all that it needs, in a bounded time.
    public func fetchPost(_ guid: GUID, by author: DiasporaID) async -> String? {
        let end = await Timeout.run(for: postTimeout, endsWhenCancelled: true) {
            await fetch(.root(guid, author: author), from: author, depth: 1) {
                try $0.post(guid) != nil
            }
        }
        guard let end else { return "the pod of \(author) is slow" }
        return end?.description
    }

    /// - Parameter author: Whose pod is asked; another one than the reference names may have it too.
    private func fetch(
        _ reference: RelatedReference, from author: DiasporaID, depth: Int,
        redirects: [DiasporaID] = [], isHere: @Sendable (ReadTransaction) throws -> Bool
    ) async -> ReceiveFailure? {
        guard depth <= Self.maximumDepth else { return .missing("too much hangs together") }
        guard let path = reference.fetch?.path else { return nil }
        do {
            let document = try await client.document(
                String(client.pod(of: author).url.dropLast()) + path, of: author,
                accept: "application/magic-envelope+xml", maximumBytes: 4 << 20,
                redirects: .anywhere(orTo: redirects))
            // What is read from it takes as much room, until it is stored.
            defer { withExtendedLifetime(document) {} }
            let message = try IncomingMessage(body: document.bytes)
            if let pod = try context.database.read({ try BlockedMessage($0).pod(of: message) }) {
                return .refused("the pod \(pod) is blocked")
            }
            // Nobody gives this pod to keep what it has not asked for.
            guard reference.isAnswered(by: message.entity) else {
                return .refused("another document came")
            }
            let sender = try await directory.person(message.sender)
            guard
                let key = try context.database.read({
                    try keys.publicKey(of: sender, in: $0)
                })
            else { return .refused("the key of \(message.sender) cannot be used") }
            let verified = try message.verified(with: key)
            if verified.entity.author != message.sender {
                _ = try await directory.person(verified.entity.author)
            }
            if let needed = verified.requirements.related, needed.fetch != nil,
                try !context.database.read({
                    try EvidenceSearch(database: $0, keys: keys).related(needed) != nil
                }),
                let failure = await fetch(needed, depth: depth + 1)
            {
                return failure
            }
            try context.database.write { transaction in
                let facts = Facts(
                    context: context, transaction: transaction, origin: .elsewhere,
                    removals: SharedRemovalBudget(removalBudget))
                try apply(
                    verified, evidence: evidence(for: verified, in: facts.database),
                    origin: .fetched, recording: facts)
                try facts.notePages()
            }
            return try context.database.read(isHere) ? nil : .refused("what came is not kept here")
        } catch FetchError.notThere {
            // The reference tries again too: it may be on its way by itself (protocol, 2.12).
            return .missing("what it belongs to is not on the pod of \(author)")
        } catch FetchError.blocked {
            return .refused("\(author) is not asked: \(FetchError.blocked)")
        } catch let error as FetchError where error.isOverload {
            return .overloaded("what it belongs to could not be got: \(error)")
        } catch let error as FetchError {
            return .missing("what it belongs to could not be got: \(error)")
        } catch let failure as ReceiveFailure {
            return failure
        } catch let error as DirectoryError {
            return ReceiveFailure(error).ofReference
        } catch let error as IncomingMessageError {
            return .refused("what it belongs to is not believed: \(error)")
        } catch {
            return .later("\(error)")
        }
    }
}
