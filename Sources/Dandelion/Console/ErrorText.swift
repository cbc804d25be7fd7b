import Foundation
import SystemPackage

/// Errors as a person reads them: what happened, why, and what to do now.
enum ErrorText {
    /// Returns one text for each problem; lines after the first are indented.
    ///
    /// - Parameter folder: The pod's folder, on whose disk there was no room if the error names no file.
    static func texts(
        for error: any Error, in folder: String = PodOptions.defaultData
    ) -> [String] {
        if let full = FullDisk.text(for: error, in: folder) { return [indented(full)] }
        if let configuration = error as? ConfigurationError {
            return configuration.descriptions
        }
        // Foundation's errors describe themselves for debuggers, those of the pod for people.
        guard type(of: error) == NSError.self || error is CocoaError || error is POSIXError else {
            return [indented(ErrorSentence.text(for: error))]
        }
        let cause = error as NSError
        if let path = cause.userInfo[NSFilePathErrorKey] as? String {
            return ["\(path): \(reason(cause))"]
        }
        return [reason(cause)]
    }

    /// Returns the system's reason, where Foundation only says that an operation could not be
    /// completed.
    static func reason(_ error: any Error) -> String {
        let cause = error as NSError
        if cause.domain == NSPOSIXErrorDomain {
            return Errno(rawValue: CInt(cause.code)).description
        }
        if let underlying = cause.userInfo[NSUnderlyingErrorKey] as? any Error {
            return reason(underlying)
        }
        return switch (error as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: FullDisk.name
        case .fileWriteVolumeReadOnly: "the file system is read-only"
        case .fileWriteFileExists: "it already exists"
        default: cause.localizedDescription
        }
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: "\n       ")
    }
}
