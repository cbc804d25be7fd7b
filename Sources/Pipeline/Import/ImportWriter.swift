internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Store

/// Writes a batch of posts: all of them, their old addresses, where they came from, and the one
/// event that follows, in one transaction.
struct ImportWriter: Sendable {
    let composer: Composer
    let author: Author

    struct Outcome: Sendable {
        var warnings: [ImportWarning] = []
        /// Of photos whose rows are gone.
        var fileNames: [String] = []
    }

    func write(_ posts: [PreparedPost], moved: [ImportTask]) throws -> Outcome {
        guard !posts.isEmpty || !moved.isEmpty else { return Outcome() }
        return try composer.write { transaction in
            var outcome = Outcome()
            let new = posts.filter(\.task.isNew)
            try publish(new, &outcome, in: transaction)
            for post in posts where !post.task.isNew {
                try write(post, &outcome, in: transaction)
            }
            for task in moved { try note(task, in: transaction) }
            if posts.contains(where: \.task.isPublished) { try recordEvent(in: transaction) }
            return outcome
        }
    }

    private func write(
        _ post: PreparedPost, _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        switch post.task.action {
        case .draft: try draft(post, &outcome, in: transaction)
        case .updateDraft: try updateDraft(post, &outcome, in: transaction)
        case .updatePost: try update(post, &outcome, in: transaction)
        case .publish, .publishDraft, .move: break
        }
        try note(post.task, in: transaction)
    }

    private func note(_ task: ImportTask, in transaction: WriteTransaction) throws {
        try transaction.setImportedPost(
            ImportedPost(
                path: task.head.path, title: task.head.title, digest: task.head.digest,
                guid: task.guid.string),
            userID: author.user.id)
    }

    // MARK: - Posts

    /// Writes new posts: all their rows at once, then what belongs to each, and the lists at last.
    private func publish(
        _ posts: [PreparedPost], _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        let ids = try transaction.insertPosts(
            posts.map { post in
                NewPost(
                    guid: post.task.guid, authorID: author.person.id, text: post.content.text,
                    isPublic: true, isSilent: true, createdAt: post.task.head.date)
            })
        var listed: [(post: ListedPost, tags: [String])] = []
        for (post, id) in zip(posts, ids) {
            let task = post.task
            if case .publishDraft(let draft) = task.action {
                try deleteDraft(draft, &outcome, in: transaction)
            }
            let insertion = PostInsertion(
                composer: composer, content: post.content, author: author)
            let (tags, _, _) = try insertion.insertBelongings(
                of: id, guid: task.guid, nil, result: post.result, isPublic: true, in: transaction)
            try insertRedirects(of: task, postID: id, &outcome, in: transaction)
            try note(task, in: transaction)
            let place = ListedPost(id: id, createdAt: task.head.date, guid: task.guid)
            listed.append((place, tags))
        }
        try composer.lists.insert(listed, authorID: author.person.id, in: transaction)
    }

    private func deleteDraft(
        _ guid: GUID, _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        guard let draft = try transaction.reading.draft(guid) else { return }
        outcome.fileNames += try transaction.reading.photos(draftID: draft.id).map(\.fileName)
        try transaction.deleteDraft(id: draft.id)
    }

    private func update(
        _ post: PreparedPost, _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        guard let before = try transaction.reading.post(post.task.guid) else { return }
        let photos = try transaction.reading.photos(postID: before.id)
        try insertPhotos(
            of: post, postID: before.id, draftID: nil, isPublic: before.isPublic,
            after: photos.count, in: transaction)
        try insertRedirects(of: post.task, postID: before.id, &outcome, in: transaction)
        let revision = PostRevision(composer: composer)
        if before.text != post.content.text {
            try revision.edit(
                before, text: post.content.text, mayBeAsWritten: true, in: transaction)
        }
        if !post.task.head.isDateGuessed, let edited = try transaction.reading.post(before.guid) {
            try revision.redate(edited, to: post.task.head.date, in: transaction)
        }
    }

    private func insertRedirects(
        of task: ImportTask, postID: Int64, _ outcome: inout Outcome,
        in transaction: WriteTransaction
    ) throws {
        let redirects = try PostRedirects(composer: composer).insert(
            task.head.addresses, of: task.guid, postID: postID, in: transaction)
        for (address, reason) in redirects.objections {
            outcome.warnings.append(.leftOut(address, reason, path: task.head.path))
        }
    }

    // MARK: - Drafts

    private func draft(
        _ post: PreparedPost, _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        let content = post.content
        let id = try transaction.insertDraft(
            guid: post.task.guid, guidBytes: composer.random.bytes(16), userID: author.user.id,
            text: content.text,
            // A title that no address can be made of would keep the draft from being published.
            slug: content.slug.flatMap { Slug.make($0) == nil ? nil : $0 },
            poll: content.poll.map { poll in
                (poll.question, poll.answers.map { $0.replacing("\n", with: " ") })
            },
            location: content.location?.stored, at: composer.clock.now())
        try insertPhotos(
            of: post, postID: nil, draftID: id, isPublic: false, after: 0, in: transaction)
        try schedule(post.task, draftID: id, &outcome, in: transaction)
    }

    private func updateDraft(
        _ post: PreparedPost, _ outcome: inout Outcome, in transaction: WriteTransaction
    ) throws {
        guard let draft = try transaction.reading.draft(post.task.guid) else { return }
        let photos = try transaction.reading.photos(draftID: draft.id)
        try insertPhotos(
            of: post, postID: nil, draftID: draft.id, isPublic: false, after: photos.count,
            in: transaction)
        try transaction.updateDraft(
            id: draft.id, text: post.content.text, at: composer.clock.now())
        // A time that the writer fixed here stays.
        if draft.isSilent { try transaction.deleteSchedule(draftID: draft.id) }
        try schedule(post.task, draftID: draft.id, &outcome, in: transaction)
    }

    /// Keeps what makes the file's post, silently, when its time has come; of a draft without a time
    /// nothing.
    private func schedule(
        _ task: ImportTask, draftID: Int64, _ outcome: inout Outcome,
        in transaction: WriteTransaction
    ) throws {
        let time = task.head.publishAt
        try transaction.setSilent(time != nil, draftID: draftID)
        var addresses: [String] = []
        if let time {
            try transaction.setSchedule(
                Schedule(draftID: draftID, publishAt: time, isPublic: true, aspectIDs: []))
            let redirects = PostRedirects(composer: composer)
            for address in task.head.addresses {
                let path = OldAddressRule.decoded(address)
                if let reason = try redirects.objection(to: path, task.guid, transaction.reading) {
                    outcome.warnings.append(.leftOut(address, reason, path: task.head.path))
                } else {
                    addresses.append(address)
                }
            }
        }
        try transaction.setRedirects(addresses, draftID: draftID)
    }

    private func insertPhotos(
        of post: PreparedPost, postID: Int64?, draftID: Int64?, isPublic: Bool, after count: Int,
        in transaction: WriteTransaction
    ) throws {
        let new = post.content.photos.filter { !post.knownPhotos.contains($0.fileName) }
        try composer.insert(
            new, postID: postID, draftID: draftID, authorID: author.person.id, isPublic: isPublic,
            after: count, in: transaction)
    }

    // MARK: - The event

    /// Asks for everything, once: what thousands of posts touch is nearly all there is.
    private func recordEvent(in transaction: WriteTransaction) throws {
        let waiting = try transaction.reading.unplannedEvents(limit: 5_000)
        guard !waiting.contains(where: { $0.kind == SiteDispatcher.everything }) else { return }
        try transaction.insertEvent(
            kind: SiteDispatcher.everything, guid: author.person.guid.string,
            before: try SiteChange().json(), createdAt: composer.clock.now())
    }
}

extension ImportWarning {
    fileprivate static func leftOut(
        _ address: String, _ reason: String, path: String
    ) -> ImportWarning {
        ImportWarning(
            path: path, kind: .address, message: "the old address \(address) is left out: \(reason)"
        )
    }
}
