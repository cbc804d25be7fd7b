public import DomainErrors
internal import Foundation
public import Store

/// The reason why a pod's address cannot change.
public enum PodMoveError: DomainError {
    /// An old address that other pods know.
    case known(String, Exposure)

    public enum Code: String, ErrorCode {
        case known = "address_known_elsewhere"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .known(let url, let exposure):
            ErrorDetails(
                .known, .setting,
                [
                    "url": .text(url), "kind": .text(exposure.kind.rawValue),
                    "day": .text(exposure.date.formatted(.iso8601.year().month().day())),
                ])
        }
    }
}
