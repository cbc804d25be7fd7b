internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

/// A post as it would be published, seen by nobody but its writer.
struct PreviewPost: Sendable {
    /// The name in the preview's address, in place of a post's GUID.
    let name: String
    let authorID: Int64
    let date: Date
    let text: String
    let poll: PostContent.Poll?
    let location: PostContent.Location?
    /// All photos, including those within the text.
    let photos: [(photo: ShownPhoto, isInline: Bool)]

    /// Creates a preview of a post that is in no database, and whose photos are stored already.
    init(_ content: PostContent, name: String, authorID: Int64, date: Date) {
        self.name = name
        self.authorID = authorID
        self.date = date
        text = content.text
        poll = content.poll
        location = content.location
        photos = content.photos.map { (ShownPhoto($0), $0.isInline) }
    }

    /// Creates a preview of a draft of the pod.
    init(_ draft: Draft, authorID: Int64, in database: ReadTransaction) throws {
        name = draft.guid.string
        self.authorID = authorID
        date = draft.publishAt ?? draft.updatedAt
        text = draft.text
        poll = draft.pollQuestion.map { .init(question: $0, answers: draft.pollAnswers) }
        location = draft.location.map(PostContent.Location.init)
        photos = try database.photos(draftID: draft.id).map { photo in
            let versions = try database.versions(photoID: photo.id)
            return (ShownPhoto(photo, versions: versions), photo.isInline)
        }
    }
}

extension ShownPhoto {
    fileprivate init(_ photo: TakenPhoto) {
        self.init(
            fileName: photo.fileName, width: photo.width, height: photo.height, alt: photo.alt,
            versions: photo.versions.sorted { $0.width < $1.width }.map {
                Version(name: $0.name, width: $0.width, height: $0.height)
            })
    }
}
