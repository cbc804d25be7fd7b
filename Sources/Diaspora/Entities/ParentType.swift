/// What a relayable or a participation can belong to, as it is named on the wire.
public enum ParentType: String, Hashable, Sendable {
    case post = "Post"
    case comment = "Comment"
    case poll = "Poll"
    case event = "Event"
}
