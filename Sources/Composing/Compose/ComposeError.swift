public import DomainErrors

/// The reason why a post, an answer or a change of an account was not accepted; nothing was
/// changed.
public enum ComposeError: RecordedError {
    // MARK: - Posts

    case empty
    case tooLong(characters: Int, limit: Int)
    case limitedTooLong(characters: Int, limit: Int)
    case unknownUser(String)
    case unknownAspect(String, known: [String])
    /// A limited post without an aspect, which would reach nobody.
    case noAspect
    /// A text whose HTML would be disproportionately large.
    case tooMuchMarkup
    case unknownPost(String)
    case unknownDraft(String)
    case notTheAuthor(String)
    case deleted(String)
    case slug(String)
    case location(limit: Int)
    case altTooLong(characters: Int, limit: Int)
    case photo(path: String, problem: PhotoProblem)
    case tooManyPhotos(Int, limit: Int)

    // MARK: - Polls

    case pollQuestion(limit: Int)
    case tooFewPollAnswers(least: Int)
    case tooManyPollAnswers(limit: Int)
    case pollAnswer(limit: Int)

    // MARK: - What a file says

    /// Unreadable front matter.
    ///
    /// - Parameter place: The file, and the line if that is known.
    case frontMatter(place: String, reason: String)
    /// A picture that a text shows from its folder.
    case picture(place: String, destination: String, problem: PhotoProblem)

    // MARK: - Changes of what readers of a post hold already

    case picturesChanged
    case draftHasNoDate(String)
    case dateToCome
    case pollIsFixed

    // MARK: - Answers

    case unknownComment(String)
    case notLiked(String)
    case noPoll(String)
    case unknownAnswer(String, known: [String])
    case votedAlready(String)
    case notPublic(String)
    case ownPost(String)
    case resharedAlready(String)
    case reshareHasNoText(String)
    /// An answer by somebody whom the user of this pod ignores.
    case takesNoAnswers(String, from: String)

    // MARK: - People

    case unknownPerson(String)
    /// An account that its person has closed.
    ///
    /// - Parameter movedTo: The ID that the person has now, if they told it.
    case closedAccount(String, movedTo: String?)
    case notAContact(String)
    case ignored(String)
    case notIgnored(String)
    case ignoringOneself
    case ownContact
    case blockedPod(of: String)
    /// A person whose key or GUID changed again while they were renewed.
    case personChanged(String)
    case aspectNameLength(limit: Int)
    case aspectExists(String)
    case tooManyAspects(limit: Int)
    /// A tag without any letter or digit.
    case unusableTag(String)
    case tooManyFollowedTags(limit: Int)
    /// A person who was looked up at other pods more often than is allowed.
    ///
    /// - Parameter minutes: The time until the next look-up.
    case lookedUpTooOften(minutes: Int)

    // MARK: - Conversations

    case unknownConversation(String)
    case subjectLength(limit: Int)
    case noParticipant
    case nobodyLeft
    case takesNoMessages([String], from: String)
    case emptyMessage
    case messageTooLong(limit: Int)

    // MARK: - Accounts

    case accountClosed(String)
    case accountClosedAlready(String)
    case accountLocked(String)
    case userExists(String)
    case username(String, limit: Int)
    case usernameBeginsWithDot
    case usernameReserved(String)
    case usernameEnding(String)
    /// A user name that makes no valid ID with the pod's address.
    case noDiasporaID(String)
    case email(String)
    case emailInUse(String, by: String)
    case passwordLength(least: Int, limit: Int)

    // MARK: - Profiles

    case firstName(limit: Int)
    case lastName(limit: Int)
    case bioTooLong(limit: Int)
    case profileLocationTooLong(limit: Int)
    case profileTags(limit: Int, characters: Int)

    // MARK: - Moves from another pod

    case ownIdentity(String)
    case movedAlready(String)
    case accountOfThisPod(String)
    case anotherKey(String)
}
