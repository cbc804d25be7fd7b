public import DomainErrors

extension BackupError {
    public enum Code: String, ErrorCode {
        case exists = "backup_exists"
        case published = "backup_in_public_folder"
        case running = "backup_running"
        case missingPhotos = "photo_files_missing"
        case noTool = "tool_missing"
        case failed = "backup_failed"
        case occupied = "folder_occupied"
        case notFound = "backup_not_found"
        case noArchive = "not_a_backup"
        case hostile = "foreign_backup"
        case newerFormat = "newer_backup"
        case damaged = "backup_damaged"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .exists(let path): ErrorDetails(.exists, .path, ["path": .text(path)])
        case .published(let path): ErrorDetails(.published, .path, ["path": .text(path)])
        case .running(let path): ErrorDetails(.running, nil, ["path": .text(path)])
        case .missingPhotos(let names):
            ErrorDetails(
                .missingPhotos, nil,
                ["count": .number(names.count), "names": .list(Array(names.prefix(3)))])
        case .noTool(let name): ErrorDetails(.noTool, nil, ["name": .text(name)])
        case .failed(let path, let reason):
            ErrorDetails(.failed, .path, ["path": .text(path), "reason": .text(reason)])
        case .occupied(let path): ErrorDetails(.occupied, .path, ["path": .text(path)])
        case .notFound(let path): ErrorDetails(.notFound, .path, ["path": .text(path)])
        case .noArchive(let path): ErrorDetails(.noArchive, .path, ["path": .text(path)])
        case .hostile(let path, let reason):
            ErrorDetails(.hostile, .path, ["path": .text(path), "reason": .text(reason)])
        case .newerFormat(let path, let found):
            ErrorDetails(.newerFormat, .path, ["path": .text(path), "found": .number(found)])
        case .damaged(let path, let file):
            ErrorDetails(.damaged, .path, ["path": .text(path), "file": .text(file)])
        }
    }
}
