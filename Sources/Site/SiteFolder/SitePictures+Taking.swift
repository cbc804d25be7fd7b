internal import Blocking
internal import Composing
internal import Foundation
internal import Imaging
internal import PublicTree
internal import Store

extension SitePictures {
    /// Processes a picture in a folder beside those that have their names.
    func take(
        _ bytes: [UInt8], named name: String, for reference: SitePictureReference
    ) throws -> SitePicture {
        let files = FileManager.default
        let staging = folder.appending(path: ".\(UUID().uuidString)")
        try files.createDirectory(
            at: staging, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        // By then the folder has its name, or is of no use.
        defer { try? files.removeItem(at: staging) }
        let upload = staging.appending(path: "upload")
        try Data(bytes).write(to: upload)
        let picture = SitePicture(try process(upload, named: name, for: reference))
        try files.removeItem(at: upload)
        try JSONEncoder().encode(picture).write(to: staging.appending(path: Self.record))
        return try place(staging, named: name) ?? picture
    }

    private func process(
        _ upload: URL, named name: String, for reference: SitePictureReference
    ) throws -> ProcessedPhoto {
        do {
            return try WaitingThread.run { [processor] in
                try await processor.process(
                    upload, into: upload.deletingLastPathComponent(), fileName: name)
            }
        } catch let error as ImagingError {
            switch error {
            case .cancelled, .programMissing, .unsuitableName, .fileFailure: throw error
            default: throw reference.failure(.unusable(reason: "\(error)"))
            }
        }
    }

    /// Renames a folder to its final name.
    ///
    /// - Returns: The picture that has the name already, as another process has stored it meanwhile.
    private func place(_ staging: URL, named name: String) throws -> SitePicture? {
        let target = folder.appending(path: name)
        if rename(staging.path, target.path) == 0 { return nil }
        if let picture = stored(name) { return picture }
        // The folder of that name is damaged.
        try? FileManager.default.removeItem(at: target)
        guard rename(staging.path, target.path) == 0 else {
            throw TreeError.failed(path: target.path, reason: String(cString: strerror(errno)))
        }
        return nil
    }
}
