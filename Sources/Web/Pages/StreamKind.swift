internal import Store
internal import Theming

/// The streams that have an address of their own, in the order in which pages offer them.
enum StreamKind: String, CaseIterable {
    case main = "/stream"
    case aspects = "/aspects"
    case followedTags = "/followed_tags"
    case mentions = "/mentions"
    case activity = "/activity"
    case liked = "/liked"
    case commented = "/commented"
    case saved = "/saved"
    case everyone = "/public"
    case local = "/local_public"

    var address: String { rawValue }

    /// The stream that is read; nil for that of aspects, of which one is chosen.
    var stream: ReaderStream? {
        switch self {
        case .main: .main
        case .aspects: nil
        case .followedTags: .followedTags
        case .mentions: .mentions
        case .activity: .activity
        case .liked: .liked
        case .commented: .commented
        case .saved: .saved
        case .everyone: .everyone
        case .local: .local
        }
    }

    var title: WordsKey {
        switch self {
        case .main: .appStreamTitle
        case .aspects: .appAspectsTitle
        case .followedTags: .appFollowedTagsTitle
        case .mentions: .appMentionsTitle
        case .activity: .appActivityTitle
        case .liked: .appLikedTitle
        case .commented: .appCommentedTitle
        case .saved: .appSavedTitle
        case .everyone: .appEveryoneTitle
        case .local: .appLocalTitle
        }
    }

    /// Says what will be on a page that has nothing yet.
    var empty: WordsKey {
        switch self {
        case .main: .appEmptyMain
        case .aspects: .appEmptyAspects
        case .followedTags: .appEmptyFollowedTags
        case .mentions: .appEmptyMentions
        case .activity: .appEmptyActivity
        case .liked: .appEmptyLiked
        case .commented: .appEmptyCommented
        case .saved: .appEmptySaved
        case .everyone, .local: .appEmptyEveryone
        }
    }
}
