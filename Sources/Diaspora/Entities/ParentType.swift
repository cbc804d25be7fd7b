/// The kind of entity that a relayable or a participation belongs to, as named on the wire.
public enum ParentType: String, Hashable, Sendable {
    case post = "Post"
    case comment = "Comment"
    case poll = "Poll"
    case event = "Event"
}
