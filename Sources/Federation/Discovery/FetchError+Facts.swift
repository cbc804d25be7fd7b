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

    public var facts: ErrorFacts<Code> {
        switch self {
        case .transport(let error):
            ErrorFacts(.transport, nil, ["reason": .text(error.description)])
        case .notThere: ErrorFacts(.notThere)
        case .status(let status): ErrorFacts(.status, nil, ["status": .number(status)])
        case .blocked: ErrorFacts(.blocked)
        case .unknown(let reason): ErrorFacts(.unknown, nil, ["reason": .text(reason)])
        case .leftThePod(let url): ErrorFacts(.leftThePod, nil, ["url": .text(url)])
        }
    }
}
