internal import GRDB

/// A stream of posts that a reader asks for.
public enum ReaderStream: Sendable, Equatable {
    case main, activity, liked, commented, mentions, followedTags, everyone, local, saved
    /// One of the reader's aspects, by its row.
    case aspect(Int64)
    /// A tag, by its row.
    case tag(Int64)
    /// A person, by their row.
    case person(Int64)

    /// Whether the order is that of the posts' times, which their authors choose.
    public var isByTime: Bool {
        switch self {
        case .liked, .commented: false
        default: true
        }
    }

    var query: StreamQuery {
        switch self {
        case .main: .main
        case .activity: .activity
        case .liked: .liked
        case .commented: .commented
        case .mentions: .mentions
        case .followedTags: .followedTags
        case .everyone: .everyone
        case .local: .local
        case .saved: .saved
        case .aspect: .aspect
        case .tag: .tag
        case .person: .person
        }
    }

    private var subject: Int64? {
        switch self {
        case .aspect(let id), .tag(let id), .person(let id): id
        default: nil
        }
    }

    func arguments(after position: StreamPosition, limit: Int) -> StatementArguments {
        var arguments: StatementArguments = ["key": position.key, "limit": limit]
        if isByTime { arguments += ["id": position.row] }
        if let subject { arguments += ["subject": subject] }
        return arguments
    }
}

extension ReaderTransaction {
    /// Lists the posts of a page of a stream.
    ///
    /// - Parameters:
    ///   - position: The place after which the page begins; nil for the first page.
    ///   - limit: The most that are listed.
    public func stream(
        _ stream: ReaderStream, after position: StreamPosition?, limit: Int
    ) throws -> [StreamPosition] {
        let cursor = try database.rows(
            sql: stream.query.sql,
            arguments: stream.arguments(after: position ?? .beginning, limit: limit))
        return try cursor.all {
            StreamPosition(key: try $0.value(1), row: try $0.value(0))
        }
    }

    /// Finds a tag by its name, in lower case; nil if no text ever had it.
    public func tagID(_ name: String) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM readableTag WHERE name = ?"),
            arguments: [name])
    }

    /// Lists the tags that the reader follows, by name.
    public func followedTags() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT tag.name FROM readableFollowedTag AS followed
                    JOIN readableTag AS tag ON tag.id = followed.tagID ORDER BY tag.name
                    """))
    }
}
