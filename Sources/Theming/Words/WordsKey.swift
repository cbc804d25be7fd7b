/// A text that the program itself puts into pages and feeds; in a catalogue, a key of `[phrase]`.
///
/// Texts that templates name (`{{words.newer}}`) are in `[text]` and need no case here.
public enum WordsKey: String, Sendable, CaseIterable {
    // Kinds of pages: the names in the navigation and the headings.
    case home, archive, tags, search, feeds, about, terms, statistics

    // Titles, and descriptions for search engines.
    case pageTitle, pageNumber
    case homeDescription, personDescription, tagDescription, monthDescription
    case photoWithoutText, postWithoutText, reshareOf

    // Feeds: what readers see as the name, and the sentence on /feeds.
    case podFeed, podFeedDescription
    case personFeed, personFeedDescription
    case tagFeed, tagFeedDescription
    case commentsFeed, commentBy

    // The conversation below a post.
    case commentsPage, commentsDescription, longCommentPage, howToAnswer
    /// The warnings beside an ID that can be mistaken for another one.
    case lookAlike, mixedAlphabets
    /// Votes for an answer of a poll, and which part of all.
    case pollShare
    case howToVote
    /// The label of the link behind a heading.
    case linkToHeading

    // The facts of /statistics.
    case factSoftware, factPosts, factComments, factPeople
    case factRegistrations, registrationsOpen, registrationsClosed

    // The pages that stand for what is not there.
    case notFoundTitle, notFoundMessage
    case goneTitle, goneMessage
    case failedTitle, failedMessage
    case unavailableTitle, unavailableMessage

    // The list of drafts, which their writers alone can look at.
    case drafts, draftsDescription, noDrafts

    // Signed-in pages.
    case appMoment, appStreamTitle, appSignInTitle, appComposerTitle, appPostTitle
    /// Who got a limited post, and who reads an answer.
    case appReach, appReachMore, appReachNobody
    case appReadersEveryone, appReadersNames, appReadersMore, appReadersOthers, appReadersNobody
    /// The page that shows a submitted form once more.
    case appAgainTitle, appAgainEnded, appAgainStale
    case appRefusedTitle, appRefusedForeign, appRefusedMalformed, appRefusedTooLong
    case appConfirmTitle, appSignInStale, appForEveryone, appForAspects, appPostGone
    case appBothAudiences, appGone
    /// Notices of the page that comes next.
    case appReshared, appFollowed, appMuted, appPostDeleted, appCommentDeleted
    /// Sentences on how much deleting undoes.
    case appDeletePostTitle, appDeletePublic, appDeleteLimited, appDeleteReshare, appDeletePost
    case appDeleteCommentTitle, appDeleteOwnComment, appDeleteOthersComment, appDeleteComment
    /// Sentences on who shares with whom.
    case appThisIsYou, appSharingBoth, appSharingYou, appSharingThey, appSharingNone
    case appAccountClosed, appSharingSaved, appSharingEnded
    case appIgnoreTitle, appIgnoreWhat, appIgnoreNot, appIgnoreThem, appIgnoredNow, appUnignoredNow
    /// The streams, and what will be in them.
    case appAspectsTitle, appFollowedTagsTitle, appMentionsTitle, appActivityTitle, appLikedTitle
    case appCommentedTitle, appSavedTitle, appEveryoneTitle, appLocalTitle
    case appEmptyMain, appEmptyAspects, appEmptyFollowedTags, appEmptyMentions, appEmptyActivity
    case appEmptyLiked, appEmptyCommented, appEmptySaved, appEmptyEveryone
    case appHiddenNow, appUnhiddenNow, appSavedNow, appUnsavedNow
    case appTagFollowed, appTagUnfollowed
    /// The pages for writing and for changing a text.
    case appPollAnswer, appEditTitle, appEditPublic, appEditLimited, appChangedMeanwhile
    case appPostEdited
    /// Conversations.
    case appConversationsTitle, appNewConversationTitle, appMessageReaders, appMessageReadersMore,
        appYou
    case appNobodyReads, appNobodyOfThatID
    case appLeaveTitle, appLeaveWhat, appLeaveConversation, appConversationLeft
    /// Settings.
    case appSettingsTitle, appPasswordTitle, appPasswordsDiffer, appWrongPassword
    case appPasswordChanged, appSessionsTitle, appSessionEnded, appOtherSessionsEnded,
        appAccountClosedNow, appDevice, appUnknownDevice
    case appCloseTitle, appCloseAdmin, appCloseWhat, appProfileTitle, appProfileSaved
    /// Finding people.
    case appPeopleTitle, appLookUpWhat, appLookUp, appSearchTooShort, appFoundNobody
    /// The lists of contacts, and aspects.
    case appContactsTitle, appListSharedWith, appListOnlySharing, appListAll, appListIgnored
    case appExplainSharedWith, appExplainOnlySharing, appExplainIgnored, appExplainAspect
    case appAspectMade, appAspectRenamed, appAspectDeleted
    case appDeleteAspectTitle, appDeleteAspectWhat, appDeleteThisAspect
    case appYourVote, appLikersTitle, appResharersTitle
    /// The last of several names.
    case appNamesAnd
}
