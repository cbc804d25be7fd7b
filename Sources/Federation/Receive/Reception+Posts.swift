internal import Composing
internal import Diaspora
internal import Foundation
internal import Markdown
internal import Store

extension Reception {
    func apply(
        _ message: Entities.StatusMessage, by author: Person, isKnown: Bool
    ) throws -> DroppedMessages.Reason? {
        if isKnown {
            // No edits (protocol, 2.15); one more person may read it.
            guard let post = try database.post(message.guid) else { return nil }
            try share(post, by: author)
            return nil
        }
        guard try isWanted(message, by: author) else { return .noConcern }
        guard !message.text.isEmpty || !message.photos.isEmpty else {
            throw ReceiveFailure.refused("the post has neither text nor photos")
        }
        let photos = try message.photos.enumerated().compactMap { position, photo in
            try checked(photo, position: position, author: author)
        }
        let post = try facts.keep(
            NewPost(
                guid: message.guid, authorID: author.id, text: message.text,
                isPublic: message.isPublic, isSilent: false, createdAt: message.createdAt ?? now),
            photos: photos, try belongings(of: message))
        guard let post else { return nil }
        try share(post, by: author)
        try ask(for: post, by: author)
        try ask(forLinksIn: message.text, by: author)
        return nil
    }

    private func isWanted(
        _ message: Entities.StatusMessage, by author: Person
    ) throws -> Bool {
        guard message.isPublic, case .inbox(nil) = origin else {
            if case .inbox(let recipientID?) = origin {
                try checkSharing(author, with: recipientID)
            }
            return true
        }
        return try isKept(by: author) || !mentionedHere(message.text).isEmpty
    }

    /// A post for one person is theirs only if its author shares with them: the recipient is not signed.
    /// Attack 14. The contact may be on its way.
    private func checkSharing(_ author: Person, with recipientID: Int64) throws {
        guard let user = try database.user(personID: recipientID) else { return }
        if try database.isBlocked(personID: author.id, byUserID: user.id) {
            throw ReceiveFailure.refused("\(author.diasporaID) is ignored by \(user.username)")
        }
        let contact = try database.contact(userID: user.id, personID: author.id)
        guard contact?.isSharing == true else {
            throw ReceiveFailure.missing(
                "\(author.diasporaID) does not share with \(user.username)")
        }
    }

    /// Notes who here may read a limited post.
    private func share(_ post: Post, by author: Person) throws {
        guard case .inbox(let recipientID?) = origin else { return }
        try checkSharing(author, with: recipientID)
        try facts.addRecipient(recipientID, of: post)
    }

    private func belongings(of message: Entities.StatusMessage) throws -> PostBelongings {
        if let poll = message.poll, try database.poll(poll.guid) != nil {
            throw ReceiveFailure.refused("the poll \(poll.guid) belongs to another post")
        }
        return PostBelongings(
            tags: TextNames(in: message.text).tags, mentioned: try mentioned(message.text),
            poll: message.poll.map { poll in
                Poll(
                    guid: poll.guid, question: poll.question,
                    answers: poll.answers.map { Poll.Answer(guid: $0.guid, text: $0.answer) })
            },
            location: message.location.flatMap(Location.init))
    }

    func apply(
        _ photo: Entities.Photo, by author: Person
    ) throws -> DroppedMessages.Reason? {
        let post = try photo.statusMessageGUID.flatMap { try database.post($0) }
        let known = try database.remotePhoto(photo.guid)
        if let known, known.authorID != author.id { return .noConcern }
        guard try known != nil || post != nil || isKept(by: author) else { return .noConcern }
        if let post, post.authorID != author.id { return .noConcern }
        if let checked = try checked(photo, position: 0, author: author) {
            try transaction.setRemotePhoto(checked, postID: post?.id)
        }
        return nil
    }

    /// - Returns: nil if the photo was deleted.
    private func checked(
        _ photo: Entities.Photo, position: Int, author: Person
    ) throws -> RemotePhoto? {
        guard try !database.isDeleted(photo.guid, .photo, by: author.id) else { return nil }
        if let owner = try database.owner(of: photo.guid, .photo), owner.authorID != author.id {
            throw ReceiveFailure.refused("the photo \(photo.guid) belongs to somebody else")
        }
        return RemotePhoto(
            guid: photo.guid, authorID: author.id, postGUID: photo.statusMessageGUID,
            position: position, isPublic: photo.isPublic, path: photo.remotePhotoPath,
            name: photo.remotePhotoName, alt: photo.text ?? "", width: photo.width,
            height: photo.height, createdAt: photo.createdAt ?? now)
    }

    func apply(
        _ reshare: Entities.Reshare, by author: Person, isKnown: Bool
    ) throws -> DroppedMessages.Reason? {
        guard !isKnown else { return nil }
        let root = try reshare.root.flatMap { try database.post($0.guid) }
        guard try root != nil || isKept(by: author) else { return .noConcern }
        // Nobody gets onto the page of who ignores them. Attack 25.
        if let root, try isIgnored(author, byAuthorOf: root) { return .ignored }
        let post = try facts.keepReshare(
            guid: reshare.guid, by: author, of: reshare.root.map { ($0.guid, $0.author) },
            root: root, createdAt: reshare.createdAt ?? now)
        if let post { try ask(for: post, by: author) }
        return nil
    }

    private func isIgnored(_ person: Person, byAuthorOf post: Post) throws -> Bool {
        guard let user = try database.user(personID: post.authorID) else { return false }
        return try database.isBlocked(personID: person.id, byUserID: user.id)
    }

    /// Asks the author's pod for what others answer, where no contact makes it send that anyway.
    ///
    /// The reference asks for every public post that it receives; its author tells their contacts'
    /// pods of answers in any case (protocol, 2.16).
    private func ask(for post: Post, by author: Person) throws {
        guard post.isPublic, !author.isHere, try !database.hasContacts(personID: author.id)
        else { return }
        try facts.addPodParticipation(in: post)
    }
}

extension Location {
    /// Reads the place of a post; nil if it has no address.
    fileprivate init?(_ location: Entities.Location) {
        let (latitude, longitude) = (Double(location.latitude), Double(location.longitude))
        let isWhole = latitude != nil && longitude != nil
        let address = String(
            String.UnicodeScalarView(location.address.unicodeScalars.prefix(255)))
        guard !address.isEmpty else { return nil }
        self.init(
            address: address, latitude: isWhole ? latitude : nil,
            longitude: isWhole ? longitude : nil)
    }
}
