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
        case .draft: try draft(post, in: transaction)
        case .updateDraft: try updateDraft(post, in: transaction)
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
        for address in task.head.addresses {
            let path = OldAddressRule.decoded(address)
            if let objection = try objection(to: path, task.guid, transaction.reading) {
                outcome.warnings.append(
                    ImportWarning(
                        path: task.head.path,
                        message: "the old address \(address) is left out: \(objection)"))
            } else if try !redirects(path, task.guid, transaction.reading) {
                _ = try transaction.insertRedirect(path: path, postID: postID)
            }
        }
    }

    /// Whether the page that sends on from there is there already: `/a` and `/a.html` are one file.
    private func redirects(
        _ path: String, _ guid: GUID, _ database: ReadTransaction
    ) throws -> Bool {
        let file = OldAddressRule.file(path)
        for form in [file, String(file.dropLast(".html".count))] {
            if try database.redirect(path: form) == guid.string { return true }
        }
        return false
    }

    /// Addresses that differ in a slash or an ending alone are one: they lead to one post.
    private func objection(
        to path: String, _ guid: GUID, _ database: ReadTransaction
    ) throws -> String? {
        let rule = OldAddressRule(site: SiteFolder(composer.settings.siteFolders))
        if let objection = rule.objection(to: path) { return objection }
        guard let key = ImportAddresses.key(path) else { return "it is no path" }
        for form in [key, key + "/", key + ".html"] {
            if let other = try database.redirect(path: form), other != guid.string {
                return "it leads to another post already (\(other))"
            }
        }
        return nil
    }

    // MARK: - Drafts

    private func draft(_ post: PreparedPost, in transaction: WriteTransaction) throws {
        let content = post.content
        let id = try transaction.insertDraft(
            guid: post.task.guid, guidBytes: composer.random.bytes(16), userID: author.user.id,
            text: content.text, slug: content.slug,
            poll: content.poll.map { poll in
                (poll.question, poll.answers.map { $0.replacing("\n", with: " ") })
            },
            location: content.location?.stored, at: composer.clock.now())
        try insertPhotos(
            of: post, postID: nil, draftID: id, isPublic: false, after: 0, in: transaction)
    }

    private func updateDraft(_ post: PreparedPost, in transaction: WriteTransaction) throws {
        guard let draft = try transaction.reading.draft(post.task.guid) else { return }
        let photos = try transaction.reading.photos(draftID: draft.id)
        try insertPhotos(
            of: post, postID: nil, draftID: draft.id, isPublic: false, after: photos.count,
            in: transaction)
        try transaction.updateDraft(
            id: draft.id, text: post.content.text, at: composer.clock.now())
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
