internal import Foundation

/// The hard links from a backup's folder to the files in `uploads/`, which keep them while the
/// backup is made.
///
/// Uploads never change; they come and go. A link holds one at no cost, whatever a pod that serves
/// does meanwhile. On another file system they are copied.
struct UploadLinks {
    let uploads: URL
    let destination: URL

    /// Links the files that are not linked yet; those deleted meanwhile are left out.
    ///
    /// - Returns: Files that no pod puts there: those with odd names, links, devices.
    func run() throws -> [String] {
        guard FileManager.default.fileExists(atPath: uploads.path) else { return [] }
        return try link("")
    }

    private func link(_ folder: String) throws -> [String] {
        let source = uploads.appending(path: folder)
        let target = destination.appending(path: folder)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        var skipped: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: source.path).sorted() {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard ArchiveName.isAllowed("\(ArchiveName.uploads)/\(path)") else {
                skipped.append(path)
                continue
            }
            switch type(of: source.appending(path: name)) {
            case .typeDirectory: skipped += try link(path)
            case .typeRegular: try link(from: uploads, to: destination, path)
            case nil: continue
            default: skipped.append(path)
            }
        }
        return skipped
    }

    private func type(of file: URL) -> FileAttributeType? {
        // A file that is gone by now has no type, and is left out.
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        return attributes?[.type] as? FileAttributeType
    }

    private func link(from: URL, to: URL, _ path: String) throws {
        let (old, new) = (from.appending(path: path).path, to.appending(path: path).path)
        if Glibc.link(old, new) == 0 || errno == EEXIST || errno == ENOENT { return }
        do {
            try FileManager.default.copyItem(atPath: old, toPath: new)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return
        }
    }
}
