import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport

@testable import Composing
@testable import Importing
@testable import Site

/// A pod with one user, alice, and beside it a folder to import; both go with the test.
final class ImportPod: PodFixture, Sendable {
    let base: SamplePod
    let author: Author
    /// The folder that is imported.
    let source: URL

    static var now: Date { start }

    init(seed: UInt64 = 1) throws {
        base = try SamplePod(Self.settings, seed: seed, in: "pod")
        source = base.temporary.url.appending(path: "blog")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        author = try base.add(.alice, guid: GUID(hexadecimal: (1, 1)))
    }

    static let settings = SiteSettings(
        url: "https://pod.example/", podName: "Pod", theme: "default", language: "en",
        timeZone: .gmt, podminEmail: "podmin@pod.example", sourceURL: "https://pod.example/source",
        hasTerms: false, isOpen: false, description: "", themeFolders: [], siteFolders: [],
        publishesPostCount: false, publishesUserCount: false)

    // MARK: - The imported folder

    func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    func write(_ bytes: [UInt8], to path: String) throws {
        let file = source.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_746_230_400)],  // 2025-05-03
            ofItemAtPath: file.path)
    }

    func move(_ path: String, to other: String) throws {
        let target = source.appending(path: other)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: source.appending(path: path), to: target)
    }

    func importing(
        updating isUpdating: Bool = false, from folder: URL? = nil, batchSize: Int = 500,
        progress: @escaping SiteProgress = { _, _ in }
    ) async throws -> ImportReport {
        try await MarkdownImport(
            context: context, folder: self.folder, intake: PhotoIntake(folder: self.folder),
            workerCount: 2,
            batchSize: batchSize
        ).run(folder ?? source, as: author, isUpdating: isUpdating, progress: progress)
    }

    // MARK: - What came of it

    /// Oldest first.
    func posts() throws -> [Post] {
        try database.read { try $0.posts(authorID: nil, limit: 10_000) }.reversed()
    }

    func post(from path: String) throws -> Post? {
        try database.read { transaction in
            let row = try transaction.importedPosts(userID: author.user.id).last { $0.path == path }
            return try row.flatMap { GUID($0.guid) }.flatMap { try transaction.post($0) }
        }
    }

    func text(from path: String) throws -> String { try post(from: path)?.text ?? "" }

    func address(from path: String) throws -> String {
        "https://pod.example/posts/" + (try post(from: path)?.guid.string ?? "nothing")
    }

    func redirects() throws -> [String: String] {
        let rows = try PublicSite(path: folder.database.path).read { try $0.redirects() }
        return Dictionary(rows.map { ($0.path, $0.guid) }, uniquingKeysWith: { $1 })
    }

    func photos(from path: String) throws -> [Photo] {
        guard let post = try post(from: path) else { return [] }
        return try database.read { try $0.photos(postID: post.id) }
    }

    /// Names of the files in `uploads/images/`.
    func imageFiles() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.images.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.images.path).sorted()
    }

    /// A PNG of one grey, not compressed.
    static func png(_ width: Int, _ height: Int, grey: UInt8 = 0) -> [UInt8] {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(name.utf8) + content
            return number(content.count) + body + number(Int(~crc(body)))
        }
        let rows = Array(
            repeatElement([0] + [UInt8](repeating: grey, count: width), count: height).joined())
        let size = [UInt8(rows.count & 0xFF), UInt8(rows.count >> 8)]
        var sums = (1, 0)
        for byte in rows {
            sums.0 = (sums.0 + Int(byte)) % 65_521
            sums.1 = (sums.1 + sums.0) % 65_521
        }
        let stored = [0x78, 0x01, 1] + size + size.map { ~$0 } + rows
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0])
            + chunk("IDAT", stored + number(sums.1 << 16 | sums.0)) + chunk("IEND", [])
    }

    private static func number(_ value: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
    }

    /// Spec: PNG, annex D.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0xFFFF_FFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
            }
        }
    }
}
