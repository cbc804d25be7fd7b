internal import Foundation
public import Store

/// The effect of an event on the public site, stored in its transaction: the post's ranks in lists
/// before and after, and the other pages that show it.
///
/// A change is complete, so that planning the pages is a pure function of it.
public struct SiteChange: Codable, Equatable {
    /// The kind of the event that asks for the whole site: an import, a new theme.
    public static let everything = "siteChanged"

    /// The change in one list.
    public struct InList: Codable, Equatable {
        /// The list's kind, a raw value of ``ListName/Kind``.
        public let kind: String
        /// The list's key within its kind, such as a tag.
        public let key: String
        /// The rank the post has, or had.
        public let rank: Int
        /// The number of posts before the event.
        public let countBefore: Int
        /// The number of posts after the event.
        public let countAfter: Int
        /// The keys of the lists before and after one that begins or ends to be, if their pages
        /// link to it.
        public var neighbours: [String]?

        public init(
            kind: String, key: String, rank: Int, countBefore: Int, countAfter: Int,
            neighbours: [String]? = nil
        ) {
            self.kind = kind
            self.key = key
            self.rank = rank
            self.countBefore = countBefore
            self.countAfter = countAfter
            self.neighbours = neighbours
        }

        /// The list's name; `nil` if the kind is unknown.
        public var name: ListName? { ListName.Kind(rawValue: kind).map { ListName($0, key) } }
        /// Whether the post keeps its place in the list.
        public var isTouch: Bool { countBefore == countAfter }
        /// Whether the list begins or ceases to exist.
        public var isBornOrGone: Bool { (countBefore == 0) != (countAfter == 0) }
    }

    /// The changes in lists.
    public var lists: [InList] = []
    /// GUIDs of posts whose own page changes, this one and its neighbours.
    public var posts: [String] = []
    /// The GUIDs of those `posts` that other pages begin to link to.
    public var newPosts: [String] = []
    /// The file names of pictures whose files in the tree are added or removed.
    public var photos: [String] = []
    /// The paths of redirects to add or remove.
    public var redirects: [String] = []
    /// The author's user name.
    public var username = ""
    /// The author's GUID; `nil` in an event of an older version.
    public var personGUID: String?
    /// The answers by others; see `SiteChange+Answers.swift`.
    public var answered: [Answered]?
    /// The people whom pages show differently; see `SiteChange+People.swift`.
    public var people: [ShownPerson]?
    /// GUIDs of posts whose signed document changes.
    public var documents: [String]?
    /// The priority: 1 for others' changes, 2 for changes that may wait; otherwise a person here
    /// waits.
    public var priority: Int?

    public init() {}

    public init(json: String) throws {
        self = try JSONDecoder().decode(SiteChange.self, from: Data(json.utf8))
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
