import Backup
import Foundation
import Store

extension PodMoveError: WordedError {
    var sentence: String {
        switch self {
        case .known(let url, let exposure):
            """
            other pods know this one as \(url): \(Self.words(exposure.kind)) on \
            \(exposure.date.formatted(.iso8601.year().month().day()))
            people elsewhere follow its people by that address and would lose them; make a new pod at the new \
            address, import the posts there, and let each person move with `dandelion user migrate`
            """
        }
    }

    private static func words(_ kind: Exposure.Kind) -> String {
        switch kind {
        case .webFinger: "somebody of it was looked up"
        case .document: "a post of it was fetched"
        case .received: "a message came"
        case .delivered: "a message was delivered"
        }
    }
}
