public import Diaspora
internal import Foundation

/// The reasons for which messages are held because their sender is not who it was: its pod may have been set up anew.
///
/// What a podmin can do about them is for whoever shows the reasons to say.
public enum SenderHint: CaseIterable, Sendable {
    /// Another key signed than the one known of the sender.
    case otherKey
    /// The pod names another GUID than the one known of the sender.
    case otherGUID

    /// The part of the reason before the ID and the part behind it, by which stored reasons are found.
    public var parts: (before: String, after: String) {
        switch self {
        case .otherKey: ("the signature is not of the key known of ", "")
        case .otherGUID: ("the pod of ", " names another GUID than before")
        }
    }

    /// The longest text that each of these reasons contains.
    public var mark: String { parts.after.isEmpty ? parts.before : parts.after }

    /// Finds the sender in a reason that ends with the hint.
    public func sender(in reason: String) -> DiasporaID? {
        guard reason.hasSuffix(parts.after),
            let start = reason.range(of: parts.before, options: .backwards)?.upperBound
        else { return nil }
        return DiasporaID(exactly: String(reason[start...].dropLast(parts.after.count)))
    }

    func text(_ sender: DiasporaID) -> String { parts.before + "\(sender)" + parts.after }
}
