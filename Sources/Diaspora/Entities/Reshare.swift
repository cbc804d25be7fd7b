public import Foundation

extension Entities {
    /// A public post of somebody, shown to one's own contacts.
    public struct Reshare: Equatable, Sendable {
        /// The post that is reshared.
        public struct Root: Hashable, Sendable {
            public var author: DiasporaID
            public var guid: GUID

            public init(author: DiasporaID, guid: GUID) {
                self.author = author
                self.guid = guid
            }
        }

        public var author: DiasporaID
        public var guid: GUID
        public var createdAt: Date?
        /// The reshared post; nil if it was deleted.
        public var root: Root?

        public init(author: DiasporaID, guid: GUID, createdAt: Date? = nil, root: Root?) {
            self.author = author
            self.guid = guid
            self.createdAt = createdAt
            self.root = root
        }
    }
}

extension Entities.Reshare {
    static let name = "reshare"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        createdAt = try element.timestamp("created_at")
        switch (
            try element.optionalDiasporaID("root_author"), try element.optionalGUID("root_guid")
        ) {
        case (let author?, let guid?): root = Root(author: author, guid: guid)
        case (nil, nil): root = nil
        default: throw .contradiction(element.path("root_guid"))
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add(optional: "created_at", createdAt)
        fields.add(optional: "root_author", root?.author.description)
        fields.add(optional: "root_guid", root?.guid.string)
        return fields
    }
}
