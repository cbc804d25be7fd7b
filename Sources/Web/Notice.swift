internal import Theming

/// The sentence with which a page begins that somebody was led to: what was just done.
enum Notice: String, CaseIterable {
    case reshared, followed, muted
    case postDeleted = "post-deleted"
    case commentDeleted = "comment-deleted"

    case hidden, unhidden, saved, unsaved
    case tagFollowed = "tag-followed"
    case tagUnfollowed = "tag-unfollowed"
    case sharing, ignored, unignored
    case sharingEnded = "sharing-ended"
    case postEdited = "post-edited"
    case passwordChanged = "password-changed"
    case sessionEnded = "session-ended"
    case otherSessionsEnded = "other-sessions-ended"
    case accountClosed = "account-closed"
    case profileSaved = "profile-saved"
    case conversationLeft = "conversation-left"
    case aspectMade = "aspect-made"
    case aspectRenamed = "aspect-renamed"
    case aspectDeleted = "aspect-deleted"

    /// The part of an address's query that names it.
    static let field = "said"
    /// The part that names the post that it is about.
    static let subjectField = "about"

    /// The button that takes it back.
    var undo: Reaction? { self == .hidden ? .unhide : nil }

    var key: WordsKey {
        switch self {
        case .reshared: .appReshared
        case .followed: .appFollowed
        case .muted: .appMuted
        case .postDeleted: .appPostDeleted
        case .commentDeleted: .appCommentDeleted
        case .hidden: .appHiddenNow
        case .unhidden: .appUnhiddenNow
        case .saved: .appSavedNow
        case .unsaved: .appUnsavedNow
        case .tagFollowed: .appTagFollowed
        case .tagUnfollowed: .appTagUnfollowed
        case .sharing: .appSharingSaved
        case .sharingEnded: .appSharingEnded
        case .ignored: .appIgnoredNow
        case .unignored: .appUnignoredNow
        case .postEdited: .appPostEdited
        case .passwordChanged: .appPasswordChanged
        case .sessionEnded: .appSessionEnded
        case .otherSessionsEnded: .appOtherSessionsEnded
        case .accountClosed: .appAccountClosedNow
        case .profileSaved: .appProfileSaved
        case .conversationLeft: .appConversationLeft
        case .aspectMade: .appAspectMade
        case .aspectRenamed: .appAspectRenamed
        case .aspectDeleted: .appAspectDeleted
        }
    }
}
