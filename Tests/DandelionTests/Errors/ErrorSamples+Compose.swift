import Diaspora
import Testing

@testable import Composing

extension ErrorSamples {
    static let bob: DiasporaID = {
        guard let id = DiasporaID("bob@pod.example") else {
            preconditionFailure("this is an ID")
        }
        return id
    }()

    static let compose: [ComposeError] =
        posts + answers + people + conversations + accounts + profiles + moves

    private static let posts: [ComposeError] = [
        .empty, .tooLong(characters: 300_000, limit: 262_144),
        .limitedTooLong(characters: 70_000, limit: 65_535), .unknownUser("NAME"),
        .unknownAspect("NAME", known: ["KNOWN"]), .noAspect, .tooMuchMarkup, .unknownPost("GUID"),
        .unknownDraft("GUID"), .notTheAuthor("GUID"), .deleted("GUID"), .slug("SLUG"),
        .location(limit: 255), .altTooLong(characters: 70_000, limit: 65_535),
        .photo(path: "PATH", problem: .notFound), .tooManyPhotos(101, limit: 100),
        .pollQuestion(limit: 255), .tooFewPollAnswers(least: 2), .tooManyPollAnswers(limit: 100),
        .pollAnswer(limit: 255), .frontMatter(place: "PLACE", reason: "REASON"),
        .picture(place: "PLACE", destination: "PICTURE", problem: .outsideFolder),
        .picturesChanged, .draftHasNoDate("GUID"), .dateToCome, .pollIsFixed,
    ]

    private static let answers: [ComposeError] = [
        .unknownComment("GUID"), .notLiked("GUID"), .noPoll("GUID"),
        .unknownAnswer("ANSWER", known: ["KNOWN"]), .votedAlready("GUID"), .notPublic("GUID"),
        .ownPost("GUID"), .resharedAlready("GUID"), .reshareHasNoText("GUID"),
        .takesNoAnswers("NAME", from: "FROM"),
    ]

    private static let people: [ComposeError] = [
        .unknownPerson("ID"), .closedAccount("ID", movedTo: nil),
        .closedAccount("ID", movedTo: "NEW"), .notAContact("ID"), .ignored("ID"),
        .notIgnored("ID"), .ignoringOneself, .ownContact, .blockedPod(of: "ID"),
        .personChanged("ID"), .aspectNameLength(limit: 20), .aspectExists("NAME"),
        .tooManyAspects(limit: 100), .unusableTag("NAME"), .tooManyFollowedTags(limit: 500),
        .lookedUpTooOften(minutes: 5),
    ]

    private static let conversations: [ComposeError] = [
        .unknownConversation("GUID"), .subjectLength(limit: 255), .noParticipant, .nobodyLeft,
        .takesNoMessages(["PERSON"], from: "FROM"), .emptyMessage, .messageTooLong(limit: 65_535),
    ]

    private static let accounts: [ComposeError] = [
        .accountClosed("NAME"), .accountClosedAlready("NAME"), .accountLocked("NAME"),
        .userExists("NAME"), .username("NAME", limit: 32), .usernameBeginsWithDot,
        .usernameReserved("NAME"), .usernameEnding("ENDING"), .noDiasporaID("ID"),
        .email("EMAIL"), .emailInUse("EMAIL", by: "NAME"), .passwordLength(least: 6, limit: 128),
    ]

    private static let profiles: [ComposeError] = [
        .firstName(limit: 32), .lastName(limit: 32), .bioTooLong(limit: 65_535),
        .profileLocationTooLong(limit: 255), .profileTags(limit: 5, characters: 50),
    ]

    private static let moves: [ComposeError] = [
        .ownIdentity("ID"), .movedAlready("ID"), .accountOfThisPod("ID"), .anotherKey("ID"),
    ]
}
