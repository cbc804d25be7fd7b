public import Foundation

/// A pod's description of a person: names, pictures, and the key that everything else rests on.
///
/// Spec: diaspora* federation protocol, "hCard". Class names have underscores there, other than in
/// the microformat.
public struct HCard: Hashable, Sendable {
    /// Longest document that is read, in bytes.
    public static let maximumBytes = 1 << 18

    public let guid: GUID
    /// The part of the ID before the `@`.
    public let nickname: String?
    public let fullName: String
    public let firstName: String
    public let lastName: String
    /// Whether the person may be found by name.
    public let isSearchable: Bool
    /// PEM of the X.509 form, whichever one was received.
    public let publicKey: String
    public let photos: PersonPhotos

    public init(
        guid: GUID, nickname: String?, firstName: String, lastName: String, isSearchable: Bool,
        publicKey: String, photos: PersonPhotos
    ) {
        self.guid = guid
        self.nickname = nickname
        fullName = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
        self.firstName = firstName
        self.lastName = lastName
        self.isSearchable = isSearchable
        self.publicKey = publicKey
        self.photos = photos
    }

    /// Reads another pod's document.
    ///
    /// - Parameter pod: Where it came from: addresses of pictures may be relative.
    /// - Throws: ``DiscoveryError/tooLarge(bytes:)``, ``DiscoveryError/unreadable``,
    ///   ``DiscoveryError/missingProperty(_:)``, ``DiscoveryError/invalidGUID(_:)``,
    ///   ``DiscoveryError/invalidName(property:)``, ``DiscoveryError/invalidKey(_:)``,
    ///   ``DiscoveryError/invalidPhoto(property:)``.
    public init(reading document: Data, at pod: PodAddress) throws(DiscoveryError) {
        let reader = try HCardReader(document, maximumBytes: Self.maximumBytes, pod: pod)
        guid = try reader.guid()
        nickname = reader.text("nickname").flatMap { $0.isEmpty ? nil : $0 }
        fullName = try reader.name("fn", maximumCharacters: 70)
        firstName = try reader.name("given_name", maximumCharacters: 32)
        lastName = try reader.name("family_name", maximumCharacters: 32)
        isSearchable = try reader.required("searchable") == "true"
        publicKey = try reader.key()
        photos = PersonPhotos(
            large: try reader.photo("entity_photo"),
            medium: try reader.photo("entity_photo_medium"),
            small: try reader.photo("entity_photo_small"))
    }
}

/// A person's picture in three sizes: 300, 100 and 50 pixels. URLs with a host.
public struct PersonPhotos: Hashable, Sendable {
    public let large: String
    public let medium: String
    public let small: String

    public init(large: String, medium: String, small: String) {
        self.large = large
        self.medium = medium
        self.small = small
    }
}
