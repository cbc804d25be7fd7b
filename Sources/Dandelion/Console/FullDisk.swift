import Backup
import Foundation
import PublicTree
import Store
import SystemPackage

/// The one sentence about a full disk, whichever call met it.
enum FullDisk {
    static let name = "the disk is full"
    /// Less room, in bytes, is called none: SQLite writes its log before anything else.
    static let leastBytes = 1 << 20

    /// Returns the message about a full disk.
    ///
    /// - Returns: nil if the error is about something else.
    static func text(for error: any Error, in folder: String) -> String? {
        guard let path = path(in: error, or: folder) else { return nil }
        let space = DiskSpace(at: path).map { ": \($0)" } ?? ""
        return "\(name)\(space)\nthere is no room for \(path); make some, then try again"
    }

    /// Returns the path of the file that did not fit.
    private static func path(in error: any Error, or folder: String) -> String? {
        switch error {
        case StoreError.diskFull(let path), TreeError.diskFull(let path): return path
        case StoreError.notEnoughSpace(let path, _, let available)
        where available < FullDisk.leastBytes:
            return path
        case BackupError.failed(let path, let reason) where isFull(reason),
            FileError.failed(let path, let reason) where isFull(reason),
            StoreError.failed(let path, let reason) where isFull(reason):
            return path
        case let error as Errno: return isFull(code: Int(error.rawValue)) ? folder : nil
        default:
            let cause = error as NSError
            if isFull(cause) { return cause.userInfo[NSFilePathErrorKey] as? String ?? folder }
            return isFull("\(error)") ? folder : nil
        }
    }

    private static func isFull(_ error: NSError) -> Bool {
        if error.domain == NSPOSIXErrorDomain { return isFull(code: error.code) }
        if (error as? CocoaError)?.code == .fileWriteOutOfSpace { return true }
        return (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { isFull($0 as NSError) }
            ?? false
    }

    private static func isFull(code: Int) -> Bool {
        code == Int(Errno.noSpace.rawValue) || code == Int(Errno.diskQuotaExceeded.rawValue)
    }

    /// Looks for the words of `tar`, `vips` and the C library.
    private static func isFull(_ reason: String) -> Bool {
        reason.contains("No space left on device") || reason.contains("Disk quota exceeded")
    }
}
