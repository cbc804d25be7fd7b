/// The part of a feed that one document holds. Spec: RFC 5005.
public enum AtomFeedKind: Sendable, Hashable {
    /// The newest entries; older ones are in archives, if there are any.
    case newest
    /// A document whose set of entries is not expected to change: `fh:archive` (section 4).
    case archive
    /// Every entry that there is: `fh:complete` (section 2).
    case complete

    static let namespace = "http://purl.org/syndication/history/1.0"
}
