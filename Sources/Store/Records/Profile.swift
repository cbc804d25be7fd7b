public import Foundation
internal import GRDB

/// A person's profile. Names, picture and tags are public, the rest if the person says so.
public struct Profile: Sendable, Equatable {
    public var firstName = ""
    public var lastName = ""
    public var bio = ""
    public var location = ""
    public var gender = ""
    public var birthday: String?
    /// Tags without `#`, separated by spaces, at most five.
    public var tags = ""
    public var isSearchable = true
    public var isNSFW = false
    public var hasPublicDetails = false
    public var photoID: Int64?
    /// The URLs of the picture on another pod: 300, 100 (medium) and 50 (small) pixels wide.
    public var imageURL: String?
    public var imageURLMedium: String?
    public var imageURLSmall: String?

    public init() {}

    /// First and last name; empty if neither is known.
    public var fullName: String {
        [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    }

    init(_ row: Row) throws {
        firstName = try row.value("firstName")
        lastName = try row.value("lastName")
        bio = try row.value("bio")
        location = try row.value("location")
        gender = try row.value("gender")
        birthday = try row.value("birthday")
        tags = try row.value("tags")
        isSearchable = try row.value("isSearchable")
        isNSFW = try row.value("isNSFW")
        hasPublicDetails = try row.value("hasPublicDetails")
        photoID = try row.value("photoID")
        imageURL = try row.value("imageURL")
        imageURLMedium = try row.value("imageURLMedium")
        imageURLSmall = try row.value("imageURLSmall")
    }
}

extension ReadTransaction {
    public func profile(personID: Int64) throws -> Profile? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT firstName, lastName, bio, location, gender, birthday, tags, isSearchable,
                           isNSFW, hasPublicDetails, photoID, imageURL, imageURLMedium,
                           imageURLSmall
                    FROM profile WHERE personID = ?
                    """),
            arguments: [personID]
        ).map(Profile.init)
    }

    /// Returns the time of a profile's last change; for people of other pods, as their owner states
    /// it.
    public func profileDate(personID: Int64) throws -> Date? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT updatedAt FROM profile WHERE personID = ?"),
            arguments: [personID]
        ).map(Date.init(seconds:))
    }
}

extension WriteTransaction {
    /// Inserts or replaces a person's profile.
    public func setProfile(_ profile: Profile, personID: Int64, updatedAt: Date) throws {
        try database.run(
            sql: """
                INSERT INTO profile (personID, firstName, lastName, bio, location, gender, birthday,
                    tags, isSearchable, isNSFW, hasPublicDetails, photoID, imageURL, imageURLMedium,
                    imageURLSmall, updatedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (personID) DO UPDATE SET
                    firstName = excluded.firstName, lastName = excluded.lastName,
                    bio = excluded.bio, location = excluded.location, gender = excluded.gender,
                    birthday = excluded.birthday, tags = excluded.tags,
                    isSearchable = excluded.isSearchable, isNSFW = excluded.isNSFW,
                    hasPublicDetails = excluded.hasPublicDetails, photoID = excluded.photoID,
                    imageURL = excluded.imageURL, imageURLMedium = excluded.imageURLMedium,
                    imageURLSmall = excluded.imageURLSmall, updatedAt = excluded.updatedAt
                """,
            arguments: [
                personID, profile.firstName, profile.lastName, profile.bio, profile.location,
                profile.gender, profile.birthday, profile.tags, profile.isSearchable,
                profile.isNSFW, profile.hasPublicDetails, profile.photoID, profile.imageURL,
                profile.imageURLMedium, profile.imageURLSmall, updatedAt.seconds,
            ])
    }
}
