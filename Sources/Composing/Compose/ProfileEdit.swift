internal import Store

/// What to change of a profile; `nil` stays as it is.
public struct ProfileEdit: Sendable, Equatable {
    public var firstName: String?
    public var lastName: String?
    public var bio: String?
    public var location: String?
    public var tags: String?
    public var hasPublicDetails: Bool?

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
        if let firstName { profile.firstName = try name(firstName, "a first name") }
        if let lastName { profile.lastName = try name(lastName, "a last name") }
        if let bio {
            guard bio.unicodeScalars.count <= 65_535 else {
                throw .account("a bio has at most 65,535 characters")
            }
            profile.bio = bio
        }
        if let location {
            guard location.unicodeScalars.count <= 255 else {
                throw .account("a location has at most 255 characters")
            }
            profile.location = location
        }
        if let tags {
            let names = tags.split(whereSeparator: \.isWhitespace).map {
                $0.drop { $0 == "#" }.lowercased()
            }.filter { !$0.isEmpty }
            guard names.count <= 5, names.allSatisfy({ $0.unicodeScalars.count <= 50 }) else {
                throw .account("a profile has at most five tags of 50 characters")
            }
            profile.tags = names.joined(separator: " ")
        }
        if let hasPublicDetails { profile.hasPublicDetails = hasPublicDetails }
    }

    private func name(_ text: String, _ what: String) throws(ComposeError) -> String {
        guard text.unicodeScalars.count <= 32, !text.contains(";"), !text.contains("\n") else {
            throw .account("\(what) has at most 32 characters, and no semicolon")
        }
        return text
    }
}

extension Composer {
    /// Changes a profile, and so every page that shows what is another now.
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
