public import DomainErrors

extension StoreError {
    public enum Code: String, ErrorCode {
        case notFound = "database_not_found"
        case newerSchema = "newer_schema"
        case olderSchema = "older_schema"
        case corrupt = "database_damaged"
        case diskFull = "disk_full"
        case readOnly = "database_read_only"
        case busy = "database_busy"
        case notEnoughSpace = "not_enough_space"
        case constraint = "constraint_violated"
        case failed = "database_failed"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .notFound(let path): ErrorDetails(.notFound, nil, ["path": .text(path)])
        case .newerSchema(let path, let found, let known):
            ErrorDetails(.newerSchema, nil, Self.schema(path, found, known))
        case .olderSchema(let path, let found, let known):
            ErrorDetails(.olderSchema, nil, Self.schema(path, found, known))
        case .corrupt(let path, let reason):
            ErrorDetails(.corrupt, nil, ["path": .text(path), "reason": .text(reason)])
        case .diskFull(let path): ErrorDetails(.diskFull, nil, ["path": .text(path)])
        case .readOnly(let path): ErrorDetails(.readOnly, nil, ["path": .text(path)])
        case .busy(let path): ErrorDetails(.busy, nil, ["path": .text(path)])
        case .notEnoughSpace(let path, let needed, let available):
            ErrorDetails(
                .notEnoughSpace, nil,
                [
                    "path": .text(path), "needed_bytes": .number(needed),
                    "available_bytes": .number(available),
                ])
        case .constraint(let reason): ErrorDetails(.constraint, nil, ["reason": .text(reason)])
        case .failed(let path, let reason):
            ErrorDetails(.failed, nil, ["path": .text(path), "reason": .text(reason)])
        }
    }

    private static func schema(_ path: String, _ found: Int, _ known: Int) -> [String: ErrorValue] {
        ["path": .text(path), "found": .number(found), "known": .number(known)]
    }
}
