import ArgumentParser

/// `in-17`, `out-4` or `draft-2`.
enum JobNumber: ExpressibleByArgument, CustomStringConvertible, Sendable {
    case incoming(Int64)
    case outgoing(Int64)
    case draft(Int64)

    init?(argument: String) {
        let parts = argument.split(separator: "-")
        guard parts.count == 2, let id = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "in": self = .incoming(id)
        case "out": self = .outgoing(id)
        case "draft": self = .draft(id)
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .incoming(let id): "in-\(id)"
        case .outgoing(let id): "out-\(id)"
        case .draft(let id): "draft-\(id)"
        }
    }
}
