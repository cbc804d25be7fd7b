extension Entities {
    /// The beginning or end of sharing, following or blocking, from the author to the recipient.
    public struct Contact: Equatable, Sendable {
        public var author: DiasporaID
        public var recipient: DiasporaID
        public var isFollowing: Bool
        public var isSharing: Bool
        public var isBlocking: Bool

        public init(
            author: DiasporaID, recipient: DiasporaID, isFollowing: Bool = true,
            isSharing: Bool = true, isBlocking: Bool = false
        ) {
            self.author = author
            self.recipient = recipient
            self.isFollowing = isFollowing
            self.isSharing = isSharing
            self.isBlocking = isBlocking
        }
    }
}

extension Entities.Contact {
    static let name = "contact"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        recipient = try element.diasporaID("recipient")
        isFollowing = try element.boolean("following", default: true)
        isSharing = try element.boolean("sharing", default: true)
        isBlocking = try element.boolean("blocking", default: false)
        guard !(isBlocking && (isFollowing || isSharing)) else {
            throw .contradiction(element.path("blocking"))
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("recipient", recipient)
        fields.add("following", isFollowing)
        fields.add("sharing", isSharing)
        fields.add("blocking", isBlocking)
        return fields
    }
}
