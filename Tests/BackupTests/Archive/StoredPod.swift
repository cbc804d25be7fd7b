import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport

@testable import Backup
@testable import Composing
@testable import PodFixtures

/// A pod with a writer, posts with photos, a configuration and a secret, as its files are when no process has
/// it open.
final class StoredPod: PodFixture, Sendable {
    /// The fixture, whose database is closed: files of it are removed and restored.
    let base: SamplePod

    var archive: URL { temporary.url.appending(path: "pod.tar.gz") }
    var backup: PodBackup {
        PodBackup(of: folder, configuration: folder.configuration, clock: clock.pod)
    }
    var restore: PodRestore { PodRestore(random: random) }

    init(postCount: Int = 5) throws {
        base = try SamplePod(
            .sample(url: "https://pod.example/", podName: "Sample"), seed: 5, in: "var")
        try FileManager.default.createDirectory(
            at: folder.images, withIntermediateDirectories: true)
        try Data("pod_name = \"Sample\"\n".utf8).write(to: folder.configuration)
        try Data(Self.secret).write(to: folder.secret)
        let alice = try base.add(.keyed("alice"))
        try database.write { transaction in
            try transaction.setState("site.fingerprint", "known")
            for number in 0..<postCount {
                try insertPost(number, by: alice.person.id, transaction)
            }
            try transaction.wantPage("home", stage: 1, priority: 0)
        }
        try database.close()
    }

    func open() throws -> PodDatabase { try PodDatabase(path: folder.database.path) }

    func destroy() throws { try FileManager.default.removeItem(at: folder.url) }

    /// Reads every file of the pod but the database.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) {
            let url = folder.url.appending(path: name)
            let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type]
            guard type as? FileAttributeType == .typeRegular, !name.contains("dandelion.sqlite"),
                name != "backup.lock"
            else { continue }
            files[name] = try Data(contentsOf: url)
        }
        return files
    }

    func posts() throws -> [Post] {
        let database = try open()
        let posts = try database.read { try $0.posts(after: 0, limit: 10_000) }
        try database.close()
        return posts
    }

    func insertPost(_ number: Int, by author: Int64, _ transaction: WriteTransaction) throws {
        let guid = GUID(slug: "post-\(number)", random: UInt64(number))
        let date = Date(seconds: 1_600_000_000 + Int64(number))
        let postID = try transaction.insertPost(
            guid: guid, authorID: author, text: "Post \(number)", isPublic: true, isSilent: false,
            createdAt: date)
        try transaction.setRendering(
            Rendering(
                renderer: "1", title: nil, name: "Post", excerpt: "", html: "<p>Post</p>",
                cover: nil, isNSFW: false, isLong: false), postID: postID)
        for list in [.home, .person(author), .month("2020-09")] as [ListName] {
            try transaction.insert(postID: postID, into: list)
        }
        try insertPhoto(number, of: postID, by: author, transaction)
    }

    /// Inserts a photo as publishing does: the files first, then the rows.
    private func insertPhoto(
        _ number: Int, of postID: Int64, by author: Int64, _ transaction: WriteTransaction
    ) throws {
        let name = "photo\(number).jpg"
        for version in ["", "w480_"] {
            try Data("\(version) of photo \(number)".utf8).write(
                to: folder.images.appending(path: version + name))
        }
        _ = try transaction.insertPhoto(
            guid: GUID(hexadecimal: (7, UInt64(number))), authorID: author, postID: postID,
            draftID: nil, position: 0, isInline: false, fileName: name, width: 4, height: 3,
            alt: "", isPublic: true,
            versions: ["", "w480_"].map {
                PhotoVersionRecord(name: $0, width: 4, height: 3, bytes: 10)
            }, createdAt: clock.now)
    }
}
