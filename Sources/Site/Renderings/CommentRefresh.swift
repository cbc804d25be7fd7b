internal import Composing
internal import Store

/// The rendering of the comments that the public site shows, before any page does; the caller holds
/// the tree's lock.
///
/// The views of the site have no comment that waits to be rendered, so it is planned after its event was read,
/// and a comment that comes later has an event of its own. What is about to be rendered is noted under the name
/// of the comment's page (``PageLeases``). One at which a process ended is left to ``TextWorker``, as long ones are:
/// no stranger's text keeps the lock for longer than some milliseconds. Attacks 28 and 65.
struct CommentRefresh {
    let batch: TextBatch
    let leases: PageLeases
    private var database: PodDatabase { batch.database }

    private static let key = RenderingState.comments

    /// Renders all comments whose HTML was made by another version, or never.
    func run() throws {
        let stamp = TextSurroundings.stamp
        guard try database.read({ try $0.state(Self.key) }) != stamp else { return }
        try renderEach {
            try $0.stalePublicComments(renderer: stamp, after: $1, TextBatch.limit)
        }
        try database.write { try $0.setState(Self.key, stamp) }
    }

    /// Renders the comments that wait, and those that name people who are shown in another way.
    ///
    /// - Parameter changes: All that was noted of events so far.
    func prepare(for changes: [SiteChange]) throws {
        if let last = try database.read({ try $0.lastUnrenderedComment() }) {
            try renderEach { database, id in
                guard id < last else { return [] }
                return try database.unrenderedPublicComments((id + 1)...last, TextBatch.limit)
            }
        }
        let people = changes.flatMap { $0.people ?? [] }
            .filter { $0.parts.contains(.name) || $0.parts.contains(.presence) }
        try renderNaming(Set(people.map(\.id)))
    }

    /// Renders the comments anew that name people of this pod; slow ones, and other texts that do, are left to the
    /// worker.
    private func renderNaming(_ ids: Set<Int64>) throws {
        guard !ids.isEmpty else { return }
        let people = try database.read { database in
            try ids.sorted().compactMap { try database.person(id: $0) }
        }.filter { $0.kind == .local }
        guard !people.isEmpty else { return }
        let names = Set(people.map { "\($0.diasporaID)" })
        try renderEach(
            where: {
                !TextBatch.isSlow($0)
                    && !names.isDisjoint(with: TextSurroundings.namedIDs(in: $0.text))
            },
            of: { try $0.publicCommentsNamingPeople(after: $1, TextBatch.limit) })
        try database.write { transaction in
            for person in people { try transaction.insertRenaming(personID: person.id) }
        }
    }

    /// Renders comments batch by batch.
    ///
    /// - Parameter next: Reads those after a row, in the order of their rows.
    private func renderEach(
        where isWanted: (UnrenderedText) -> Bool = { _ in true },
        of next: (ReadTransaction, Int64) throws -> [UnrenderedText]
    ) throws {
        var last: Int64 = 0
        while true {
            let comments = try database.read { try next($0, last) }
            guard let end = comments.last else { return }
            try render(comments.filter(isWanted))
            last = end.id
        }
    }

    private func render(_ comments: [UnrenderedText]) throws {
        let suspects = leases.suspects
        var texts = comments
        for index in texts.indices {
            texts[index].isTried = suspects.contains("\(page(of: texts[index]))")
        }
        let slow = texts.filter(TextBatch.isSlow)
        if !slow.isEmpty {
            try database.write {
                try SlowComments(transaction: $0, clock: batch.clock).leave(slow)
            }
        }
        let quick = texts.filter { !TextBatch.isSlow($0) }
        guard !quick.isEmpty else { return }
        try leases.lease(quick.map(page))
        try batch.render(quick)
        try leases.giveBack()
    }

    private func page(of comment: UnrenderedText) -> SitePage {
        .comment(post: comment.postGUID ?? "", guid: comment.guid)
    }
}
