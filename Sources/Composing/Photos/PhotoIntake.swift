internal import Cryptography
public import Foundation
public import Imaging
public import Store

/// The intake of pictures into `uploads/images/`, each with all its versions under a name of its
/// own.
public struct PhotoIntake: Sendable {
    private let folder: URL
    private let processor: PhotoProcessor

    public init(folder: PodFolder, processor: PhotoProcessor = PhotoProcessor()) {
        self.folder = folder.images
        self.processor = processor
    }

    /// Creates the files of a picture; the caller inserts the row.
    ///
    /// - Parameter name: 32 random lower-case hexadecimal digits.
    /// - Throws: ``ComposeError/photo(path:problem:)`` for what is wrong with the picture;
    ///   `ImagingError` for what is wrong with the machine; `CancellationError`.
    public func take(
        _ file: URL, name: String, alt: String, isInline: Bool
    ) async throws -> TakenPhoto {
        func failure(_ problem: PhotoProblem) -> ComposeError {
            .photo(path: file.lastPathComponent, problem: problem)
        }
        if let problem = Self.objection(to: file) { throw failure(problem) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            let photo = try await processor.process(file, into: folder, fileName: name)
            return TakenPhoto(
                fileName: photo.fileName, width: photo.width, height: photo.height, alt: alt,
                isInline: isInline,
                versions: photo.versions.map {
                    PhotoVersionRecord(
                        name: $0.name, width: $0.width, height: $0.height, bytes: $0.bytes)
                })
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .programMissing, .unsuitableName: throw error
            case .fileFailure(let path, let reason):
                guard path == file.path else { throw error }
                throw failure(.fileFailure(reason: reason))
            default:
                throw failure(.unusable(reason: "\(error)"))
            }
        }
    }

    /// Links a photo's files under a second name each, so that another post can own and remove
    /// them.
    ///
    /// Both names share one time, which is set to now, so that no sweep takes the new one for a stray
    /// before it has its row.
    public func duplicate(_ photo: TakenPhoto, name: String, alt: String) throws -> TakenPhoto {
        let ending = photo.fileName.drop { $0 != "." }
        var copy = photo
        copy.fileName = name + ending
        copy.alt = alt
        // The largest comes last: its presence means that all are there.
        for version in photo.versions.sorted(by: { $0.name > $1.name }) {
            let file = folder.appending(path: version.name + photo.fileName)
            _ = utimes(file.path, nil)  // What is not there fails on the next line.
            try FileManager.default.linkItem(
                at: file, to: folder.appending(path: version.name + copy.fileName))
        }
        return copy
    }

    /// Returns the reason why a file cannot be read, as far as its metadata shows one.
    private static func objection(to file: URL) -> PhotoProblem? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
            return .notFound
        }
        if isFolder.boolValue { return .isFolder }
        return FileManager.default.isReadableFile(atPath: file.path) ? nil : .notReadable
    }

    /// Whether two photos are the same picture, made from the same bytes.
    public func isSame(_ photo: TakenPhoto, as fileName: String) -> Bool {
        FileManager.default.contentsEqual(
            atPath: folder.appending(path: photo.fileName).path,
            andPath: folder.appending(path: fileName).path)
    }

    /// Removes all files of photos whose rows are gone.
    ///
    /// - Parameter fileNames: Names without prefix, as in the rows.
    public func remove(_ fileNames: [String]) throws {
        for fileName in fileNames {
            // The largest goes first, as it vouches for the others.
            for prefix in PhotoFiles.prefixes {
                let file = folder.appending(path: prefix + fileName)
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try FileManager.default.removeItem(at: file)
            }
        }
    }
}
