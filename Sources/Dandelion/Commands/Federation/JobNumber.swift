import ArgumentParser

/// `in-17`, `out-4`, `draft-2` or `page-3`.
enum JobNumber: ExpressibleByArgument, CustomStringConvertible, Sendable {
    case incoming(Int64)
    case outgoing(Int64)
    case draft(Int64)
    case page(Int64)

    init?(argument: String) {
        let parts = argument.split(separator: "-")
        guard parts.count == 2, let id = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "in": self = .incoming(id)
        case "out": self = .outgoing(id)
        case "draft": self = .draft(id)
        case "page": self = .page(id)
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .incoming(let id): "in-\(id)"
        case .outgoing(let id): "out-\(id)"
        case .draft(let id): "draft-\(id)"
        case .page(let id): "page-\(id)"
        }
    }
}
