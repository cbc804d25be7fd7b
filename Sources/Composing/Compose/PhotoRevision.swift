internal import Diaspora
internal import Foundation
public import Store

/// The replacement of the pictures of a post or a draft.
public struct PhotoRevision {
    /// The post or the draft that has the pictures.
    struct Owner {
        var postID: Int64?
        var draftID: Int64?
        let authorID: Int64
        let isPublic: Bool
    }

    /// The pictures that a revision touched.
    public struct Result {
        /// File names, the new ones and those that are gone.
        var touched: [String] = []
        /// Pictures below the text that are new, or described anew.
        var changed: [Photo] = []
        var removed: [Photo] = []

        public init(touched: [String] = [], changed: [Photo] = [], removed: [Photo] = []) {
            self.touched = touched
            self.changed = changed
            self.removed = removed
        }
        var isEmpty: Bool { touched.isEmpty && changed.isEmpty }
    }

    let context: PodContext
    /// The pictures before the change.
    let known: [Photo]

    public init(context: PodContext, known: [Photo]) {
        self.context = context
        self.known = known
    }

    /// Counts the pictures that there are after the changes.
    func count(after changes: PostChanges) -> Int {
        let below = changes.below?.count ?? known.filter { !$0.isInline }.count
        return below + known.filter(\.isInline).count + changes.shown.count
    }

    /// Writes and deletes the rows, and records the files to be removed.
    ///
    /// - Throws: ``ComposeError/tooManyPhotos(_:limit:)``, ``ComposeError/altTooLong(characters:limit:)``,
    ///   ``ComposeError/picturesChanged`` if somebody else changed the pictures meanwhile.
    func apply(
        _ changes: PostChanges, to owner: Owner, in transaction: WriteTransaction
    ) throws -> Result {
        if let seen = changes.seen, seen != known.filter({ !$0.isInline }).map(\.fileName) {
            throw ComposeError.picturesChanged
        }
        let count = count(after: changes)
        guard count <= PostContent.maximumPhotos else {
            throw ComposeError.tooManyPhotos(count, limit: PostContent.maximumPhotos)
        }
        var result = Result()
        for (index, photo) in changes.shown.enumerated() {
            _ = try insert(photo, at: known.count + index, owner, in: transaction)
            result.touched.append(photo.fileName)
        }
        guard let below = changes.below else { return result }
        for (position, picture) in below.enumerated() {
            let id: Int64?
            switch picture {
            case .kept(let name, let alt):
                id = try describe(name, alt, position, in: transaction)
            case .new(let photo):
                id = try insert(photo, at: position, owner, in: transaction)
                result.touched.append(photo.fileName)
            }
            if let photo = try id.flatMap({ try transaction.reading.photo(id: $0) }) {
                result.changed.append(photo)
            }
        }
        result.removed = try remove(allBut: below, in: transaction)
        result.touched += result.removed.map(\.fileName)
        return result
    }

    private func insert(
        _ photo: TakenPhoto, at position: Int, _ owner: Owner, in transaction: WriteTransaction
    ) throws -> Int64 {
        try check(photo.alt)
        return try transaction.insertPhoto(
            guid: context.newGUID(), authorID: owner.authorID, postID: owner.postID,
            draftID: owner.draftID, position: position, isInline: photo.isInline,
            fileName: photo.fileName, width: photo.width, height: photo.height, alt: photo.alt,
            isPublic: owner.isPublic, versions: photo.versions, createdAt: context.clock.now())
    }

    /// Updates the description and position of a known photo below the text.
    ///
    /// - Returns: The ID of its row if the description changed; else `nil`, as for an unknown
    ///   photo.
    private func describe(
        _ fileName: String, _ alt: String, _ position: Int, in transaction: WriteTransaction
    ) throws -> Int64? {
        let alt = alt.storable
        try check(alt)
        guard let photo = known.first(where: { $0.fileName == fileName && !$0.isInline }) else {
            return nil
        }
        try transaction.updatePhoto(id: photo.id, alt: alt, position: position)
        return photo.alt == alt ? nil : photo.id
    }

    private func remove(
        allBut below: [PostChanges.Picture], in transaction: WriteTransaction
    ) throws -> [Photo] {
        let kept = below.compactMap { picture -> String? in
            guard case .kept(let name, _) = picture else { return nil }
            return name
        }
        let removed = known.filter { !$0.isInline && !kept.contains($0.fileName) }
        for photo in removed { try transaction.deletePhoto(id: photo.id) }
        try transaction.discardPhotos(removed.map(\.fileName))
        return removed
    }

    private func check(_ alt: String) throws(ComposeError) {
        let count = alt.unicodeScalars.count
        guard count <= PostContent.maximumAltCharacters else {
            throw .altTooLong(characters: count, limit: PostContent.maximumAltCharacters)
        }
    }
}
