public import DomainErrors

extension ImportError {
    public enum Code: String, ErrorCode {
        case notFound = "import_folder_not_found"
        case notAFolder = "import_not_a_folder"
        case unreadable = "import_unreadable"
        case running = "import_running"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .notFound(let path): ErrorDetails(.notFound, .path, ["path": .text(path)])
        case .notAFolder(let path): ErrorDetails(.notAFolder, .path, ["path": .text(path)])
        case .unreadable(let path): ErrorDetails(.unreadable, .path, ["path": .text(path)])
        case .running: ErrorDetails(.running)
        }
    }
}
