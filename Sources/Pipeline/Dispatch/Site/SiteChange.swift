internal import Foundation
internal import Store

/// What an event did to the public site, noted in its transaction: where in which lists the post
/// was and is, and what else shows it.
///
/// Everything the map of the site needs is in here, so that planning is a pure function.
struct SiteChange: Codable, Equatable {
    /// One list's part in it.
    struct InList: Codable, Equatable {
        let kind: String
        let key: String
        /// The rank the post has, or had.
        let rank: Int
        let countBefore: Int
        let countAfter: Int
        /// The keys of the lists before and after one that begins or ends to be, if their pages
        /// link to it.
        var neighbours: [String]?

        var name: ListName? { ListName.Kind(rawValue: kind).map { ListName($0, key) } }
        var isTouch: Bool { countBefore == countAfter }
        var isBornOrGone: Bool { (countBefore == 0) != (countAfter == 0) }
    }

    var lists: [InList] = []
    /// GUIDs of posts whose own page changes, this one and its neighbours.
    var posts: [String] = []
    /// Those of them that other pages begin to link to.
    var newPosts: [String] = []
    var photos: [String] = []
    var redirects: [String] = []
    /// The author's user name.
    var username = ""
    /// The author's GUID; `nil` in an event of an older version.
    var personGUID: String?
    /// What others answered; see `SiteChange+Answers.swift`.
    var answered: [Answered]?
    /// People of whom pages show something else; see `SiteChange+People.swift`.
    var people: [ShownPerson]?
    /// GUIDs of posts whose signed document changes.
    var documents: [String]?
    /// 1 for what others did, 2 for what may wait; else a person here waits for it.
    var priority: Int?

    init() {}

    init(json: String) throws {
        self = try JSONDecoder().decode(SiteChange.self, from: Data(json.utf8))
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
