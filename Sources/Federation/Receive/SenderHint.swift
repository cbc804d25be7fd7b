internal import Diaspora

/// The reason for which a message is held that another key signed than the one known of its sender, with
/// what a podmin can do about it.
public enum SenderHint {
    /// What each of these reasons contains.
    public static let mark = "--anew`"

    static func text(_ sender: DiasporaID) -> String {
        "the signature is not of the key known of \(sender); if their pod was set up anew, "
            + "`dandelion federation fetch \(sender) \(mark)"
    }
}
