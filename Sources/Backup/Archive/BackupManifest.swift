public import Foundation
internal import Store

/// The first file of an archive, with the program that made it, and the size and digest of every other file.
public struct BackupManifest: Sendable, Equatable, Codable {
    /// The version of the archive's format; it is incremented when older programs can no longer
    /// restore new archives.
    public static let currentFormat = 1

    /// A file of the archive.
    public struct File: Sendable, Equatable, Codable {
        /// The path inside the archive.
        public let path: String
        public let bytes: Int
        /// The digest: 64 lower-case hexadecimal digits.
        public let sha256: String
    }

    /// The version of the archive's format, ``currentFormat`` when it was made.
    public let format: Int
    /// The name and version of the program that made the archive.
    public let program: String
    /// The version of the database's schema: the number of its last migration.
    public let schemaVersion: Int
    public let createdAt: Date
    public let postCount: Int
    public let userCount: Int
    /// All files of the archive but the manifest itself.
    public let files: [File]

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(self)
    }

    init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(Self.self, from: json)
    }

    init(copy: (schemaVersion: Int, postCount: Int, userCount: Int), createdAt: Date, files: [File])
    {
        format = Self.currentFormat
        program = ProgramVersion.name
        schemaVersion = copy.schemaVersion
        postCount = copy.postCount
        userCount = copy.userCount
        self.createdAt = createdAt
        self.files = files
    }
}
