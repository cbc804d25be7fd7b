internal import Composing
internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Store

/// The writer of a batch of posts: their rows, old addresses, sources, and the event, in one
/// transaction.
struct ImportWriter: Sendable {
    let context: PodContext
    let author: Author

    struct Outcome: Sendable {
        var warnings: [ImportWarning] = []
        /// The file names of photos whose rows were deleted.
        var fileNames: [String] = []
    }

    func write(_ posts: [PreparedPost], moved: [ImportTask]) throws -> Outcome {
        guard !posts.isEmpty || !moved.isEmpty else { return Outcome() }
        return try context.record { facts in
            var outcome = Outcome()
            let new = posts.filter(\.task.isNew)
            try publish(new, &outcome, recording: facts)
            for post in posts where !post.task.isNew {
                try write(post, &outcome, recording: facts)
            }
            for task in moved { try note(task, recording: facts) }
            if posts.contains(where: \.task.isPublished) { try recordEvent(recording: facts) }
            return outcome
        }
    }

    private func write(
        _ post: PreparedPost, _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        switch post.task.action {
        case .draft: try draft(post, &outcome, recording: facts)
        case .updateDraft: try updateDraft(post, &outcome, recording: facts)
        case .updatePost: try update(post, &outcome, recording: facts)
        case .publish, .publishDraft, .move: break
        }
        try note(post.task, recording: facts)
    }

    private func note(_ task: ImportTask, recording facts: Facts) throws {
        try facts.transaction.setImportedPost(
            ImportedPost(
                path: task.head.path, title: task.head.title, digest: task.head.digest,
                guid: task.guid.string),
            userID: author.user.id)
    }

    // MARK: - Posts

    /// Writes new posts: all their rows at once, then what belongs to each, and the lists at last.
    private func publish(
        _ posts: [PreparedPost], _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        let ids = try facts.transaction.insertPosts(
            posts.map { post in
                NewPost(
                    guid: post.task.guid, authorID: author.person.id, text: post.content.text,
                    isPublic: true, isSilent: true, createdAt: post.task.head.date)
            })
        var listed: [(post: ListedPost, tags: [String])] = []
        for (post, id) in zip(posts, ids) {
            let task = post.task
            if case .publishDraft(let draft) = task.action {
                try deleteDraft(draft, &outcome, recording: facts)
            }
            let insertion = PostInsertion(
                facts: facts, content: post.content, author: author)
            let (tags, _, _) = try insertion.insertBelongings(
                of: id, guid: task.guid, nil, result: post.result, isPublic: true)
            try insertRedirects(of: task, postID: id, &outcome, recording: facts)
            try note(task, recording: facts)
            let place = ListedPost(id: id, createdAt: task.head.date, guid: task.guid)
            listed.append((place, tags))
        }
        try facts.lists.insert(listed, authorID: author.person.id, in: facts.transaction)
    }

    private func deleteDraft(
        _ guid: GUID, _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        guard let draft = try facts.database.draft(guid) else { return }
        outcome.fileNames += try facts.database.photos(draftID: draft.id).map(\.fileName)
        try facts.transaction.deleteDraft(id: draft.id)
    }

    private func update(
        _ post: PreparedPost, _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        guard let before = try facts.database.post(post.task.guid) else { return }
        let photos = try facts.database.photos(postID: before.id)
        try insertPhotos(
            of: post, postID: before.id, draftID: nil, isPublic: before.isPublic,
            after: photos.count, recording: facts)
        try insertRedirects(of: post.task, postID: before.id, &outcome, recording: facts)
        if before.text != post.content.text {
            try facts.edit(before, text: post.content.text, mayBeAsWritten: true)
        }
        if !post.task.head.isDateGuessed, let edited = try facts.database.post(before.guid) {
            try facts.redate(edited, to: post.task.head.date)
        }
    }

    private func insertRedirects(
        of task: ImportTask, postID: Int64, _ outcome: inout Outcome,
        recording facts: Facts
    ) throws {
        let redirects = try PostRedirects(context: context).insert(
            task.head.addresses, of: task.guid, postID: postID, in: facts.transaction)
        for (address, reason) in redirects.objections {
            outcome.warnings.append(.leftOut(address, reason, path: task.head.path))
        }
    }

    // MARK: - Drafts

    private func draft(
        _ post: PreparedPost, _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        let content = post.content
        let id = try facts.transaction.insertDraft(
            guid: post.task.guid, guidBytes: context.random.bytes(16), userID: author.user.id,
            text: content.text,
            // A title that no address can be made of would keep the draft from being published.
            slug: content.slug.flatMap { Slug.make($0) == nil ? nil : $0 },
            poll: content.poll.map { poll in
                (poll.question, poll.answers.map { $0.replacing("\n", with: " ") })
            },
            location: content.location?.stored, at: context.clock.now())
        try insertPhotos(
            of: post, postID: nil, draftID: id, isPublic: false, after: 0, recording: facts)
        try schedule(post.task, draftID: id, &outcome, recording: facts)
    }

    private func updateDraft(
        _ post: PreparedPost, _ outcome: inout Outcome, recording facts: Facts
    ) throws {
        guard let draft = try facts.database.draft(post.task.guid) else { return }
        let photos = try facts.database.photos(draftID: draft.id)
        try insertPhotos(
            of: post, postID: nil, draftID: draft.id, isPublic: false, after: photos.count,
            recording: facts)
        try facts.transaction.updateDraft(
            id: draft.id, text: post.content.text, at: context.clock.now())
        // A time that the writer fixed here stays.
        if draft.isSilent { try facts.transaction.deleteSchedule(draftID: draft.id) }
        try schedule(post.task, draftID: draft.id, &outcome, recording: facts)
    }

    /// Stores the time at which the file's draft is silently published, and its redirects; neither
    /// for a draft without a time.
    private func schedule(
        _ task: ImportTask, draftID: Int64, _ outcome: inout Outcome,
        recording facts: Facts
    ) throws {
        let time = task.head.publishAt
        try facts.transaction.setSilent(time != nil, draftID: draftID)
        var addresses: [String] = []
        if let time {
            try facts.transaction.setSchedule(
                Schedule(draftID: draftID, publishAt: time, isPublic: true, aspectIDs: []))
            let redirects = PostRedirects(context: context)
            for address in task.head.addresses {
                let path = OldAddressRule.decoded(address)
                if let reason = try redirects.objection(to: path, task.guid, facts.database) {
                    outcome.warnings.append(.leftOut(address, reason, path: task.head.path))
                } else {
                    addresses.append(address)
                }
            }
        }
        try facts.transaction.setRedirects(addresses, draftID: draftID)
    }

    private func insertPhotos(
        of post: PreparedPost, postID: Int64?, draftID: Int64?, isPublic: Bool, after count: Int,
        recording facts: Facts
    ) throws {
        let new = post.content.photos.filter { !post.knownPhotos.contains($0.fileName) }
        try facts.insert(
            new, postID: postID, draftID: draftID, authorID: author.person.id, isPublic: isPublic,
            after: count)
    }

    // MARK: - The event

    /// Enqueues the whole site once, as an import of thousands of posts changes nearly all of it.
    private func recordEvent(recording facts: Facts) throws {
        let waiting = try facts.database.unplannedEvents(limit: 5_000)
        guard !waiting.contains(where: { $0.kind == SiteChange.everything }) else { return }
        try facts.transaction.insertEvent(
            kind: SiteChange.everything, guid: author.person.guid.string,
            before: try SiteChange().json(), createdAt: context.clock.now())
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
