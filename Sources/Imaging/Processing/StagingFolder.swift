import Foundation

/// The hidden folder `.NAME.making` beside the places of a photo's files, in which they are made.
///
/// It is named after the photo, so that the next try finds and clears what a crash left.
struct StagingFolder {
    let folder: URL
    private let destination: URL

    init(for name: String, in destination: URL) throws(ImagingError) {
        self.destination = destination
        folder = destination.appending(path: ".\(name).making")
        do {
            if FileManager.default.fileExists(atPath: folder.path) {
                try FileManager.default.removeItem(at: folder)
            }
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .fileFailure(path: folder.path, reason: "it cannot be made")
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws(ImagingError) {
        let file = folder.appending(path: name)
        do {
            try Data(bytes).write(to: file)
        } catch {
            throw .fileFailure(path: file.path, reason: "it cannot be written")
        }
    }

    /// Cleans what the encoder wrote, checks it and makes it durable.
    func finish(_ name: String, as size: PhotoSize, format: ImageFormat) throws(ImagingError)
        -> StagedFile
    {
        let file = folder.appending(path: name)
        guard let written = try? Data(contentsOf: file) else {
            throw .damaged(reason: "nothing came of it")
        }
        let clean = try ImageCleaner.clean(Array(written), format: format)
        let header = try ImageHeader(parsing: clean)
        try write(clean, to: name)
        try synchronize(file)
        return StagedFile(
            size: size, name: name, width: header.width, height: header.height, bytes: clean.count)
    }

    /// Gives a version that would be the same bytes as another a name of its own.
    func link(_ original: StagedFile, as size: PhotoSize, named name: String)
        throws(ImagingError) -> StagedFile
    {
        do {
            try FileManager.default.linkItem(
                at: folder.appending(path: original.name), to: folder.appending(path: name))
        } catch {
            throw .fileFailure(path: name, reason: "it cannot be linked")
        }
        return StagedFile(
            size: size, name: name, width: original.width, height: original.height,
            bytes: original.bytes)
    }

    /// Moves all files to their places, the largest, whose presence means that all are there,
    /// last. If one cannot be moved, those that were are removed.
    func publish(_ files: [StagedFile]) throws(ImagingError) -> [PhotoVersion] {
        var moved: [URL] = []
        do {
            for file in files.reversed() {
                let place = destination.appending(path: file.name)
                guard rename(folder.appending(path: file.name).path, place.path) == 0 else {
                    throw ImagingError.fileFailure(
                        path: place.path, reason: String(cString: strerror(errno)))
                }
                moved.append(place)
            }
            try synchronize(destination)
        } catch {
            // They are useless, but no lie, should removing them fail as well.
            for file in moved { try? FileManager.default.removeItem(at: file) }
            throw error as? ImagingError
                ?? .fileFailure(path: destination.path, reason: "\(error)")
        }
        remove()
        return files.map { file in
            PhotoVersion(
                size: file.size, file: destination.appending(path: file.name), width: file.width,
                height: file.height, bytes: file.bytes)
        }
    }

    func remove() {
        // The next try for the same photo clears what could not be removed now.
        try? FileManager.default.removeItem(at: folder)
    }

    private func synchronize(_ file: URL) throws(ImagingError) {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .fileFailure(path: file.path, reason: String(cString: strerror(errno)))
        }
    }
}
