internal import Store
internal import Theming

/// The people who have a post, in words: for its author by name, for others in general.
struct PostReach {
    /// People who are named; of the others the number is told.
    private static let namedCount = 3

    private enum Kind {
        case everyone
        /// A limited post of the reader's own.
        case own(names: [String], others: Int)
        case others
    }

    private let kind: Kind

    init(of post: ReadablePost, for readerID: Int64?, in database: ReaderTransaction) throws {
        guard !post.isPublic else {
            kind = .everyone
            return
        }
        guard post.author.id == readerID else {
            kind = .others
            return
        }
        let people = try database.audience(postID: post.id, limit: Self.namedCount)
        let count = try database.audienceCount(postID: post.id)
        kind = .own(names: people.map { PersonLink($0).name }, others: count - people.count)
    }

    /// Names the recipients of a limited post to its author; returns nil for other readers.
    func sentence(_ frame: AppFrame) -> String? {
        guard case .own(let names, let others) = kind else { return nil }
        return Self.text(
            names, others, frame, .appReach, more: .appReachMore, nobody: .appReachNobody)
    }

    /// Names the readers of an answer.
    func readers(_ frame: AppFrame) -> String {
        switch kind {
        case .everyone: frame.words.text(.appReadersEveryone)
        case .others: frame.words.text(.appReadersOthers)
        case .own(let names, let others):
            Self.text(
                names, others, frame, .appReadersNames, more: .appReadersMore,
                nobody: .appReadersNobody)
        }
    }

    private static func text(
        _ names: [String], _ others: Int, _ frame: AppFrame, _ key: WordsKey, more: WordsKey,
        nobody: WordsKey
    ) -> String {
        guard !names.isEmpty else { return frame.words.text(nobody) }
        // With others behind them the names are a list without its last “and”.
        let list =
            others > 0
            ? names.map { frame.joined([$0]) }.joined(separator: ", ") : frame.joined(names)
        return frame.words.text(
            others > 0 ? more : key, ["names": list, "count": frame.words.number(others)])
    }
}
