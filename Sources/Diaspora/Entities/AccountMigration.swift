extension Entities {
    /// The move of a person to another ID.
    ///
    /// One of the two identities sends it; the other one has put its signature inside, so that
    /// neither can claim the other alone. Attack 24.
    public struct AccountMigration: Equatable, Sendable {
        /// The old or the new identity, whichever sends it.
        public var author: DiasporaID
        /// The profile of the new identity.
        public var profile: Profile
        /// Base64, by the identity that is not the author, or nil.
        public var signature: String?
        public var oldIdentity: DiasporaID
        /// The URL under which all photos are now, by the names they had.
        public var remotePhotoPath: String?

        public init(
            author: DiasporaID, profile: Profile, signature: String? = nil,
            oldIdentity: DiasporaID? = nil, remotePhotoPath: String? = nil
        ) {
            self.author = author
            self.profile = profile
            self.signature = signature
            self.oldIdentity = oldIdentity ?? author
            self.remotePhotoPath = remotePhotoPath
        }
    }
}

extension Entities.AccountMigration {
    public static let name = "account_migration"

    public var newIdentity: DiasporaID { profile.author }

    /// The identity that does not send the migration and must have signed it.
    public var counterSigner: DiasporaID { author == newIdentity ? oldIdentity : newIdentity }

    /// The text that the counter-signer signs. The separator is a colon, whatever the specification
    /// says.
    public var signedText: String { "AccountMigration:\(oldIdentity):\(newIdentity)" }

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        profile = try Entities.Profile(nestedIn: element)
        signature = try element.optionalText("signature", maximum: EntityLimits.signature)
        oldIdentity = try element.optionalDiasporaID("old_identity") ?? author
        remotePhotoPath = try element.optionalAddress("remote_photo_path")
        guard oldIdentity != newIdentity, author == oldIdentity || author == newIdentity else {
            throw .contradiction(element.path("old_identity"))
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add(profile.fields)
        fields.add("signature", signature ?? "")
        fields.add("old_identity", oldIdentity)
        fields.add(optional: "remote_photo_path", remotePhotoPath)
        return fields
    }
}
