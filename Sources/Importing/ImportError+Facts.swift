public import DomainErrors

extension ImportError {
    public enum Code: String, ErrorCode {
        case notFound = "import_folder_not_found"
        case notAFolder = "import_not_a_folder"
        case unreadable = "import_unreadable"
        case running = "import_running"
    }

    public var facts: ErrorFacts<Code> {
        switch self {
        case .notFound(let path): ErrorFacts(.notFound, .path, ["path": .text(path)])
        case .notAFolder(let path): ErrorFacts(.notAFolder, .path, ["path": .text(path)])
        case .unreadable(let path): ErrorFacts(.unreadable, .path, ["path": .text(path)])
        case .running: ErrorFacts(.running)
        }
    }
}
