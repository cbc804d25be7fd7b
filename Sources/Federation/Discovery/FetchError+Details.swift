public import DomainErrors
internal import Transport

extension FetchError {
    public enum Code: String, ErrorCode {
        case transport = "pod_unreachable"
        case notThere = "not_there"
        case status = "pod_answered"
        case blocked = "pod_blocked"
        case unknown = "not_asked"
        case leftThePod = "left_the_pod"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .transport(let error):
            ErrorDetails(.transport, nil, ["reason": .text(error.description)])
        case .notThere: ErrorDetails(.notThere)
        case .status(let status): ErrorDetails(.status, nil, ["status": .number(status)])
        case .blocked: ErrorDetails(.blocked)
        case .unknown(let reason): ErrorDetails(.unknown, nil, ["reason": .text(reason)])
        case .leftThePod(let url): ErrorDetails(.leftThePod, nil, ["url": .text(url)])
        }
    }
}
