internal import Diaspora
internal import Store

/// The texts of others that name a person of this pod who is shown in another way, but for the comments that the build
/// renders anew which plans that: found some at a time, outside of the transaction that lets them wait.
///
/// Done by whoever renders them, after what was being rendered is stored: that may have the old name.
struct RenamedTexts {
    /// Strangers decide how many texts look as if they named somebody, and how long these are.
    private static let limit = UnrenderedText.Limit(rows: 500, bytes: 256 << 10)

    let batch: TextBatch
    private var database: PodDatabase { batch.database }

    /// Looks at the next texts.
    ///
    /// - Returns: Whether there may be more.
    func enqueueNext() throws -> Bool {
        let next = try database.read { database -> (Renaming, [UnrenderedText], String)? in
            guard let renaming = try database.nextRenaming() else { return nil }
            let texts = try database.textsNaming(
                personID: renaming.personID, renaming.kind, after: renaming.doneThrough,
                Self.limit)
            let person = try database.person(id: renaming.personID)
            return (renaming, texts, person.map { "\($0.diasporaID)" } ?? "")
        }
        guard let (renaming, texts, name) = next else { return false }
        let named = texts.filter { text in
            text.kind == .post || TextSurroundings.namedIDs(in: text.text).contains(name)
        }
        try database.write { transaction in
            try SlowComments(transaction: transaction, clock: batch.clock)
                .leave(named.filter { $0.postGUID != nil && TextBatch.isSlow($0) })
            try transaction.enqueue(
                named.filter { $0.postGUID == nil }.map(\.id), renaming.kind)
            try transaction.advance(renaming, through: texts.last?.id)
        }
        return true
    }
}
