public import DomainErrors

/// Why a picture cannot be taken in.
public enum PhotoProblem: RecordedError {
    case notFound
    case isFolder
    /// It is a pipe, a device or the like.
    case notAFile
    case notReadable
    /// Reading failed, though it is permitted.
    case cannotBeRead
    /// It was written while it was read.
    case changed
    /// A text shows what lies elsewhere.
    case outsideFolder
    /// A text shows a picture from its folder, and lies in none.
    case withoutFolder
    /// A text shows a picture from its folder, and is inside the program.
    case insideProgram
    /// The system refused a file, in its own words.
    case fileFailure(reason: String)
    /// The picture is none that can be processed.
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

    public var facts: ErrorFacts<Code> {
        switch self {
        case .notFound: ErrorFacts(.notFound, .photos)
        case .isFolder: ErrorFacts(.isFolder, .photos)
        case .notAFile: ErrorFacts(.notAFile, .photos)
        case .notReadable: ErrorFacts(.notReadable, .photos)
        case .cannotBeRead: ErrorFacts(.cannotBeRead, .photos)
        case .changed: ErrorFacts(.changed, .photos)
        case .outsideFolder: ErrorFacts(.outsideFolder, .photos)
        case .withoutFolder: ErrorFacts(.withoutFolder, .photos)
        case .insideProgram: ErrorFacts(.insideProgram, .photos)
        case .fileFailure(let reason):
            ErrorFacts(.fileFailure, .photos, ["reason": .text(reason)])
        case .unusable(let reason): ErrorFacts(.unusable, .photos, ["reason": .text(reason)])
        }
    }
}
