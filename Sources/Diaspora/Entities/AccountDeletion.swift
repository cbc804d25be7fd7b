extension Entities {
    /// The departure of a person from the network.
    public struct AccountDeletion: Equatable, Sendable {
        public var author: DiasporaID

        public init(author: DiasporaID) {
            self.author = author
        }
    }
}

extension Entities.AccountDeletion {
    static let name = "account_deletion"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        return fields
    }
}
