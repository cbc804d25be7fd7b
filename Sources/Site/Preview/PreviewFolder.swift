internal import Foundation
internal import Glibc
internal import Store

/// `DIR/preview`, which no other user of the machine can read: made for one process, and removed at its end.
///
/// One that a killed process left is removed by the next.
struct PreviewFolder: Sendable {
    /// The preview's folder, laid out as a pod's folder for stored pictures, and as a tree.
    let folder: PodFolder
    private let lock: FileLock

    /// Locks the preview folder.
    ///
    /// - Throws: ``PreviewError/inUse`` while another process has it.
    init(of pod: PodFolder) throws {
        guard let lock = try FileLock.ifFree(path: pod.previewLock.path) else {
            throw PreviewError.inUse
        }
        self.lock = lock
        folder = pod.preview
        try remove()
        guard mkdir(folder.url.path, 0o700) == 0 else {
            throw PreviewError.failed(
                path: folder.url.path, reason: String(cString: strerror(errno)))
        }
    }

    /// Removes it with all that is in it.
    func remove() throws {
        let files = FileManager.default
        // A symbolic link that stands there is removed itself; nothing there is nothing to do.
        guard (try? files.attributesOfItem(atPath: folder.url.path)) != nil else { return }
        try files.removeItem(at: folder.url)
    }
}
