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
        public let kind: String
        public let key: String
        /// The rank the post has, or had.
        public let rank: Int
        public let countBefore: Int
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

        public var name: ListName? { ListName.Kind(rawValue: kind).map { ListName($0, key) } }
        public var isTouch: Bool { countBefore == countAfter }
        public var isBornOrGone: Bool { (countBefore == 0) != (countAfter == 0) }
    }

    public var lists: [InList] = []
    /// GUIDs of posts whose own page changes, this one and its neighbours.
    public var posts: [String] = []
    /// The GUIDs of those `posts` that other pages begin to link to.
    public var newPosts: [String] = []
    public var photos: [String] = []
    public var redirects: [String] = []
    /// The author's user name.
    public var username = ""
    /// The author's GUID; `nil` in an event of an older version.
    public var personGUID: String?
    /// The answers by others; see `SiteChange+Answers.swift`.
    public var answered: [Answered]?
    /// People of whom pages show something else; see `SiteChange+People.swift`.
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
