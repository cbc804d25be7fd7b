public import Store

/// A person, with the parts that pages show differently since a change.
///
/// Which pages that are is looked up when the event is planned: whatever was changed meanwhile has events
/// of its own. So a thousand changes of one person are one search.
public struct ShownPerson: Codable, Equatable {
    /// A displayed part of a person; each part appears on other pages.
    public enum Part: String, Codable {
        /// The name, which is shown with everything that the person wrote, and in mentions.
        case name
        case picture
        /// The bio, place and tags, which the person's own pages show.
        case details
        /// The part that other pods learn: names, picture, and whether the person can be searched
        /// for.
        case card
        /// The existence of the person's pages.
        case presence
    }

    public let id: Int64
    public let parts: [Part]

    public init(id: Int64, parts: [Part]) {
        self.id = id
        self.parts = parts
    }

    /// Compares two profiles of a person of this pod; `nil` if nothing that is shown differs.
    public init?(id: Int64, from old: Profile, to new: Profile) {
        var parts: [Part] = []
        if old.fullName != new.fullName { parts.append(.name) }
        if old.photoID != new.photoID { parts.append(.picture) }
        if Self.details(old) != Self.details(new) { parts.append(.details) }
        if Self.card(old) != Self.card(new) { parts.append(.card) }
        guard !parts.isEmpty else { return nil }
        self.init(id: id, parts: parts)
    }

    private static func details(_ profile: Profile) -> [String] {
        [profile.tags] + (profile.hasPublicDetails ? [profile.bio, profile.location] : ["", ""])
    }

    private static func card(_ profile: Profile) -> [String] {
        [profile.firstName, profile.lastName, "\(profile.isSearchable)", "\(profile.photoID ?? 0)"]
    }
}
