/// A step of the schema, forwards and back.
///
/// Both directions are raw SQL, frozen once landed: a migration never names a type of the program,
/// so that it does the same in ten years.
public struct Migration: Sendable, Equatable {
    /// Counts from 1 without gaps; the schema's version is the number of the last one applied.
    public let number: Int
    public let name: String
    let up: String
    let down: String
    /// A query that yields a sentence for each kind of rows that the way down removes from tables which
    /// stay; run before it, in its transaction.
    let losses: String?

    init(_ number: Int, _ name: String, up: String, down: String, losses: String? = nil) {
        self.number = number
        self.name = name
        self.up = up
        self.down = down
        self.losses = losses
    }

    /// Every migration, oldest first.
    public static let all: [Migration] = [
        .pod, .people, .posts, .photos, .audiences, .outbox, .site, .search, .answers,
        .federation, .sending, .received, .tombstones, .longComments, .drafts, .strangers,
        .inbox, .pageTrials, .blockedPods, .knownAddresses, .shownNames, .draftPlaces,
        .deliveryLeases, .importedDrafts, .deletedPosts, .twinlessFiles, .channels,
        .renderedTexts, .participations, .slowComments, .sessions, .streamOrder,
        .personSearch, .streams, .conversationOrder,
    ]
}
