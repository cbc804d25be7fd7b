internal import Store

/// An edit of a profile; a field that is `nil` stays unchanged.
public struct ProfileEdit: Sendable, Equatable {
    public var firstName: String?
    public var lastName: String?
    public var bio: String?
    public var location: String?
    public var tags: String?
    public var hasPublicDetails: Bool?
    /// Whether people who are no contacts find the person by name.
    public var isSearchable: Bool?
    /// Whether all that the person writes is covered until somebody asks to see it.
    public var isNSFW: Bool?

    public init(
        firstName: String? = nil, lastName: String? = nil, bio: String? = nil,
        location: String? = nil, tags: String? = nil, hasPublicDetails: Bool? = nil
    ) {
        self.firstName = firstName?.storable
        self.lastName = lastName?.storable
        self.bio = bio?.storable
        self.location = location?.storable
        self.tags = tags?.storable
        self.hasPublicDetails = hasPublicDetails
    }

    /// Checks the limits of profiles (protocol, "Profile") and applies the change.
    func apply(to profile: inout Profile) throws(ComposeError) {
        if let firstName {
            guard Self.isName(firstName) else { throw .firstName(limit: Self.nameLimit) }
            profile.firstName = firstName
        }
        if let lastName {
            guard Self.isName(lastName) else { throw .lastName(limit: Self.nameLimit) }
            profile.lastName = lastName
        }
        if let bio {
            let limit = 65_535
            guard bio.unicodeScalars.count <= limit else { throw .bioTooLong(limit: limit) }
            profile.bio = bio
        }
        if let location {
            let limit = 255
            guard location.unicodeScalars.count <= limit else {
                throw .profileLocationTooLong(limit: limit)
            }
            profile.location = location
        }
        if let tags {
            let names = tags.split(whereSeparator: \.isWhitespace).map {
                $0.drop { $0 == "#" }.lowercased()
            }.filter { !$0.isEmpty }
            let (limit, characters) = (5, 50)
            guard names.count <= limit,
                names.allSatisfy({ $0.unicodeScalars.count <= characters })
            else { throw .profileTags(limit: limit, characters: characters) }
            profile.tags = names.joined(separator: " ")
        }
        if let hasPublicDetails { profile.hasPublicDetails = hasPublicDetails }
        if let isSearchable { profile.isSearchable = isSearchable }
        if let isNSFW { profile.isNSFW = isNSFW }
    }

    private static let nameLimit = 32

    private static func isName(_ text: String) -> Bool {
        text.unicodeScalars.count <= nameLimit && !text.contains(";") && !text.contains("\n")
    }
}

extension Composer {
    /// Changes a profile, and enqueues every page that shows a changed part.
    ///
    /// - Returns: The file name of the picture that the new one replaces.
    public func edit(_ edit: ProfileEdit, photo: TakenPhoto?, of author: Author) throws -> String? {
        try context.record { facts in
            let (person, database) = (author.person, facts.database)
            var profile = try database.profile(personID: person.id) ?? Profile()
            try edit.apply(to: &profile)
            var replaced: Photo?
            if let photo {
                replaced = try profile.photoID.flatMap { try database.photo(id: $0) }
                profile.photoID = try facts.transaction.insertPhoto(
                    guid: context.newGUID(), authorID: person.id, postID: nil, draftID: nil,
                    position: 0, isInline: false, fileName: photo.fileName, width: photo.width,
                    height: photo.height, alt: photo.alt, isPublic: true,
                    versions: photo.versions, createdAt: clock.now())
            }
            try facts.changeProfile(
                of: person, to: profile, updatedAt: clock.now(), replacing: replaced,
                photos: photo.map { [$0.fileName] } ?? [])
            return replaced?.fileName
        }
    }
}
