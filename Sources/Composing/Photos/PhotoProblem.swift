public import DomainErrors

/// The reason why a picture cannot be stored.
public enum PhotoProblem: RecordedError {
    case notFound
    case isFolder
    /// A pipe, a device or the like.
    case notAFile
    case notReadable
    /// A readable file whose reading failed.
    case cannotBeRead
    /// A file that was written to while it was read.
    case changed
    /// A picture outside the folder of the text that shows it.
    case outsideFolder
    /// A relative path in a text that is in no folder.
    case withoutFolder
    /// A relative path in a text that is inside the program.
    case insideProgram
    /// A file system error, in the system's words.
    case fileFailure(reason: String)
    /// A picture that cannot be processed.
    case unusable(reason: String)

    public enum Code: String, ErrorCode {
        case notFound = "photo_not_found"
        case isFolder = "photo_is_folder"
        case notAFile = "photo_is_no_file"
        case notReadable = "photo_not_readable"
        case cannotBeRead = "photo_cannot_be_read"
        case changed = "photo_changed"
        case outsideFolder = "picture_outside_folder"
        case withoutFolder = "picture_without_folder"
        case insideProgram = "picture_inside_program"
        case fileFailure = "photo_file_failure"
        case unusable = "unusable_image"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .notFound: ErrorDetails(.notFound, .photos)
        case .isFolder: ErrorDetails(.isFolder, .photos)
        case .notAFile: ErrorDetails(.notAFile, .photos)
        case .notReadable: ErrorDetails(.notReadable, .photos)
        case .cannotBeRead: ErrorDetails(.cannotBeRead, .photos)
        case .changed: ErrorDetails(.changed, .photos)
        case .outsideFolder: ErrorDetails(.outsideFolder, .photos)
        case .withoutFolder: ErrorDetails(.withoutFolder, .photos)
        case .insideProgram: ErrorDetails(.insideProgram, .photos)
        case .fileFailure(let reason):
            ErrorDetails(.fileFailure, .photos, ["reason": .text(reason)])
        case .unusable(let reason): ErrorDetails(.unusable, .photos, ["reason": .text(reason)])
        }
    }
}
