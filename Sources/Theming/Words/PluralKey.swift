/// A counted thing; in a catalogue, a table `[plural.KEY]` with one text for each form.
public enum PluralKey: String, Sendable, CaseIterable {
    case posts, comments, likes, reshares, photos
    /// The votes for one answer of a poll.
    case votes
    /// All votes of a poll.
    case pollTotal
    /// The reading time of a post.
    case minutes
    /// The people in an aspect.
    case people
    /// Messages of a conversation that were not read yet.
    case newMessages
}
