/// What people do, here or at other pods; each has a recording in `Fixtures/Facts`.
enum Fact: String, CaseIterable, Sendable {
    case postPublished = "post-published"
    case postLimited = "post-limited"
    case postEdited = "post-edited"
    case postDatedAnew = "post-dated-anew"
    case postDeleted = "post-deleted"
    case commentAdded = "comment-added"
    case commentTakenBack = "comment-taken-back"
    case likeAdded = "like-added"
    case likeTakenBack = "like-taken-back"
    case voteAdded = "vote-added"
    case reshareAdded = "reshare-added"
    case reshareTakenBack = "reshare-taken-back"
    case sharingBegun = "sharing-begun"
    case sharingEnded = "sharing-ended"
    case profileChanged = "profile-changed"
    case accountClosed = "account-closed"
    case conversationBegun = "conversation-begun"
    case conversationAnswered = "conversation-answered"
    case conversationLeft = "conversation-left"

    var scenes: [FactScene] {
        switch self {
        case .postPublished, .postLimited, .postEdited, .postDatedAnew, .postDeleted: postScenes
        case .commentAdded, .commentTakenBack: AnsweredRoot.allCases.flatMap(commentScenes)
        case .likeAdded, .likeTakenBack: AnsweredRoot.allCases.flatMap(likeScenes)
        case .voteAdded: AnsweredRoot.allCases.flatMap(voteScenes)
        case .reshareAdded, .reshareTakenBack: AnsweredRoot.allCases.flatMap(reshareScenes)
        case .sharingBegun, .sharingEnded, .profileChanged, .accountClosed: personScenes
        case .conversationBegun, .conversationAnswered, .conversationLeft: conversationScenes
        }
    }

    func recording() async throws -> String {
        var parts = ["# \(rawValue.replacing("-", with: " "))\n"]
        for scene in scenes { parts.append(try await scene.recording()) }
        return parts.joined(separator: "\n")
    }
}
