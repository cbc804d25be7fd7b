internal import Theming

/// The sentence with which a page begins that somebody was led to: what was just done.
enum Notice: String, CaseIterable {
    case reshared, followed, muted
    case postDeleted = "post-deleted"
    case commentDeleted = "comment-deleted"

    /// The part of an address's query that names it.
    static let field = "said"

    var key: WordsKey {
        switch self {
        case .reshared: .appReshared
        case .followed: .appFollowed
        case .muted: .appMuted
        case .postDeleted: .appPostDeleted
        case .commentDeleted: .appCommentDeleted
        }
    }
}
