internal import Composing
internal import Cryptography
internal import Foundation
internal import Imaging
internal import PublicTree
internal import Store
internal import Synchronization

/// The pictures of the texts of `site/` as pages show them, each in a folder of `DIR/cache/pictures`.
///
/// A folder gets its name by one rename, once all that belongs into it is there: no lock is needed, and a
/// killed process leaves nothing that could be taken for a picture. The name comes from the picture's bytes
/// and the form of processing, so that every build finds the pictures stored before.
final class SitePictures: Sendable {
    /// Seconds that a folder without its name may be worked in.
    private static let patience: TimeInterval = 86_400
    static let record = "picture.json"

    let folder: URL
    let processor: PhotoProcessor
    /// The pictures of this build, by the paths of the podmin's files.
    private let known = Mutex<[String: SitePicture]>([:])

    init(folder: URL, processor: PhotoProcessor = PhotoProcessor()) {
        self.folder = folder
        self.processor = processor
    }

    /// Finds a picture, or takes it in. Blocks the calling thread.
    ///
    /// - Throws: ``SiteError/picture(path:line:reason:)`` for what is wrong with the picture; `ImagingError`
    ///   for what is wrong with the machine.
    func picture(of reference: SitePictureReference) throws -> SitePicture {
        let path = try reference.file().path
        if let picture = known.withLock({ $0[path] }) { return picture }
        let bytes = try reference.bytes(maximumBytes: processor.limits.maximumBytes)
        let name = Self.name(of: bytes)
        let picture = try stored(name) ?? take(bytes, named: name, for: reference)
        known.withLock { $0[path] = picture }
        return picture
    }

    /// Returns links to the files of a picture.
    func files(of picture: SitePicture) -> [OutputFile] {
        picture.versions.map { version in
            let name = version.name + picture.fileName
            return OutputFile(
                path: String(SitePath.photo(name).dropFirst()),
                linkTo: folder.appending(path: picture.name).appending(path: name).path)
        }
    }

    /// Removes all pictures but those that texts show.
    func sweep(keeping pictures: [SitePicture], at now: Date) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: folder.path) else { return }
        let kept = Set(pictures.map(\.name))
        for name in try files.contentsOfDirectory(atPath: folder.path) where !kept.contains(name) {
            let file = folder.appending(path: name)
            // Another process may be at work in it, for a copy of the tree.
            if name.hasPrefix("."), try !isOld(file, at: now) { continue }
            try files.removeItem(at: file)
        }
    }

    private static func name(of bytes: [UInt8]) -> String {
        let form = Array("picture \(PhotoProcessor.form)\n".utf8)
        return String(SHA256Digest(of: form + bytes).hexadecimal.prefix(32))
    }

    /// Returns the stored picture of that name, if all its files exist with the right lengths.
    func stored(_ name: String) -> SitePicture? {
        let own = folder.appending(path: name)
        // What cannot be read is made again.
        guard let data = try? Data(contentsOf: own.appending(path: Self.record)),
            let picture = try? JSONDecoder().decode(SitePicture.self, from: data),
            picture.name == name
        else { return nil }
        let isWhole = picture.versions.allSatisfy { version in
            let file = own.appending(path: version.name + picture.fileName)
            return SiteFolder.status(file.path).map { Int($0.st_size) } == version.bytes
        }
        return isWhole ? picture : nil
    }

    private func isOld(_ file: URL, at now: Date) throws -> Bool {
        let values = try file.resourceValues(forKeys: [.contentModificationDateKey])
        guard let date = values.contentModificationDate else { return false }
        return now.timeIntervalSince(date) > Self.patience
    }
}
