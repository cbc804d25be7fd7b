internal import CivilTime
public import Diaspora
internal import Foundation
public import Store

/// The conversion of rows to entities for other pods.
public struct EntityMapping {
    /// The pod's address, ending in `/`.
    let podURL: String
    let database: ReadTransaction

    public init(settings: SiteSettings, database: ReadTransaction) {
        podURL = settings.url
        self.database = database
    }

    private var imageFolder: String { podURL + "uploads/images/" }

    /// Converts a post to its entity; returns `nil` if the post's author is gone.
    public func entity(of post: Post) throws -> Entity? {
        guard let author = try database.person(id: post.authorID) else { return nil }
        switch post.kind {
        case .statusMessage:
            return .statusMessage(try statusMessage(post, author: author.diasporaID))
        case .reshare:
            let root: Entities.Reshare.Root? =
                if let guid = post.rootGUID, let author = post.rootAuthor {
                    Entities.Reshare.Root(author: author, guid: guid)
                } else {
                    nil
                }
            return .reshare(
                Entities.Reshare(
                    author: author.diasporaID, guid: post.guid, createdAt: post.createdAt,
                    root: root))
        }
    }

    private func statusMessage(
        _ post: Post, author: DiasporaID
    ) throws -> Entities.StatusMessage {
        let text = FederatedText(podURL: podURL)
        var message = Entities.StatusMessage(
            author: author, guid: post.guid, createdAt: post.createdAt, isPublic: post.isPublic,
            text: text.carried(
                text.absolute(try addressed(post)), pageURL: "\(podURL)posts/\(post.guid)"))
        message.editedAt = post.editedAt
        message.photos = try photos(of: post, author: author)
        message.location = try database.location(postID: post.id).flatMap(location)
        message.poll = try database.poll(postID: post.id).map { poll in
            Entities.Poll(
                guid: poll.guid, question: poll.question,
                answers: poll.answers.map { Entities.PollAnswer(guid: $0.guid, answer: $0.text) })
        }
        return message
    }

    /// Returns the text of a post, whose mentions of people who do not receive the post become
    /// plain links.
    private func addressed(_ post: Post) throws -> String {
        guard !post.isPublic, post.text.contains(bytesOf: "@{") else { return post.text }
        var links: [String: (name: String, url: String)] = [:]
        let recipients = Set(try database.recipients(postID: post.id))
        for id in try database.mentions(postID: post.id) where !recipients.contains(id) {
            guard let person = try database.person(id: id) else { continue }
            let name = try database.profile(personID: id)?.fullName ?? ""
            links[person.diasporaID.description] = (
                name.isEmpty ? person.diasporaID.username : name, "\(podURL)people/\(person.guid)"
            )
        }
        return FederatedText(podURL: podURL).withoutMentions(in: post.text, of: links)
    }

    private func photos(of post: Post, author: DiasporaID) throws -> [Entities.Photo] {
        try database.photos(postID: post.id).filter { !$0.isInline }.map {
            self.photo($0, of: post, author: author)
        }
    }

    /// Converts a photo below the text of a post to its entity.
    func photo(_ photo: Photo, of post: Post, author: DiasporaID) -> Entities.Photo {
        Entities.Photo(
            guid: photo.guid, author: author, isPublic: post.isPublic,
            createdAt: post.createdAt, remotePhotoPath: imageFolder,
            remotePhotoName: photo.fileName, text: photo.alt.isEmpty ? nil : photo.alt,
            statusMessageGUID: post.guid, height: photo.height, width: photo.width)
    }

    /// Converts a location; returns `nil` for one without coordinates, which the protocol cannot
    /// express.
    private func location(_ location: Store.Location) -> Entities.Location? {
        guard let latitude = location.latitude, let longitude = location.longitude else {
            return nil
        }
        return Entities.Location(
            address: location.address, latitude: "\(latitude)", longitude: "\(longitude)")
    }

    /// Converts a person's whole profile; who may receive it depends on `isPublic`.
    func profile(of person: Person) throws -> Entities.Profile {
        let profile = try database.profile(personID: person.id) ?? Profile()
        let photo = try profile.photoID.flatMap { try database.photo(id: $0) }
        func image(_ prefix: String) -> String? {
            photo.map { imageFolder + prefix + $0.fileName }
        }
        func text(_ value: String) -> String? { value.isEmpty ? nil : value }
        return Entities.Profile(
            author: person.diasporaID, editedAt: try database.profileDate(personID: person.id),
            firstName: text(profile.firstName), lastName: text(profile.lastName),
            imageURL: image("thumb_large_"), imageURLMedium: image("thumb_medium_"),
            imageURLSmall: image("thumb_small_"), bio: text(profile.bio),
            birthday: profile.birthday.flatMap { CalendarDate($0) },
            gender: text(profile.gender), location: text(profile.location),
            isSearchable: profile.isSearchable, isPublic: profile.hasPublicDetails,
            isNSFW: profile.isNSFW,
            tagString: text(
                profile.tags.split(separator: " ").map { "#" + $0 }.joined(separator: " ")))
    }
}
