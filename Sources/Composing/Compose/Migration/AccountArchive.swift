internal import Cryptography
public import Diaspora
public import Foundation
internal import Store

/// The parts of another pod's account archive that moving the account here needs.
///
/// Spec: diaspora* archives, version 2.0 (a JSON object, possibly gzipped by the pod that made it).
public struct AccountArchive: Sendable {
    /// Longest archive that is read, in bytes.
    public static let maximumBytes = 256 << 20
    static let maximumContacts = 100_000

    public struct Contact: Sendable, Equatable {
        public let id: DiasporaID
        /// Names of the aspects they were in.
        public let aspects: [String]
    }

    public let id: DiasporaID
    let key: RSAPrivateKey
    /// The people whom the account shared with.
    public let contacts: [Contact]
    public let ignored: [DiasporaID]
    /// The warnings about parts that could not be read, a sentence each.
    public let warnings: [String]

    /// Parses the JSON of an archive, which must not be compressed.
    ///
    /// - Throws: ``AccountArchiveError``.
    public init(reading data: Data) throws(AccountArchiveError) {
        guard data.count <= Self.maximumBytes else { throw .tooLarge(limit: Self.maximumBytes) }
        guard !data.starts(with: [0x1F, 0x8B]) else { throw .compressed }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: data)
        } catch {
            throw .unreadable
        }
        guard let id = DiasporaID(document.user.profile.data.author) else { throw .noIdentity }
        self.id = id
        do {
            key = try RSAPrivateKey(pem: document.user.privateKey)
        } catch {
            throw .unusableKey("\(error)")
        }
        var warnings: [String] = []
        contacts = (document.user.contacts ?? []).prefix(Self.maximumContacts).compactMap {
            contact in
            guard contact.receiving ?? contact.followed ?? false else { return nil }
            guard let id = DiasporaID(contact.id) else {
                warnings.append("\(contact.id.prefix(300)) is no diaspora* ID")
                return nil
            }
            return Contact(id: id, aspects: contact.groups ?? [])
        }
        ignored = (document.user.blocks ?? []).compactMap { DiasporaID($0) }
        self.warnings = warnings
    }

    private struct Document: Decodable {
        let user: User

        struct User: Decodable {
            let privateKey: String
            let profile: Profile
            let contacts: [Entry]?
            let blocks: [String]?

            enum CodingKeys: String, CodingKey {
                case privateKey = "private_key"
                case profile, contacts, blocks
            }
        }

        struct Profile: Decodable {
            let data: ProfileData

            enum CodingKeys: String, CodingKey { case data = "entity_data" }
        }

        struct ProfileData: Decodable { let author: String }

        struct Entry: Decodable {
            let id: String
            let receiving: Bool?
            let followed: Bool?
            let groups: [String]?

            enum CodingKeys: String, CodingKey {
                case id = "account_id"
                case receiving, followed
                case groups = "contact_groups_membership"
            }
        }
    }
}
