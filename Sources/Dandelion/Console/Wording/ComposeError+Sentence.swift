import Composing
import DomainErrors

extension ComposeError: WordedError {}

extension ComposeError.Code: WordedCode {
    func sentence(_ values: SentenceValues) -> String {
        let (guid, id, name, limit) = (
            values["guid"], values["id"], values["name"], values["limit"]
        )
        return switch self {
        case .emptyPost: "the post has no text and no photo"
        case .textTooLong:
            "the text has \(values["characters"]) characters, a post holds \(limit); split it into two"
        case .limitedTextTooLong:
            "the text has \(values["characters"]) characters; a limited post holds \(limit), as it "
                + "travels whole to other pods. Shorten it, or publish it with --public"
        case .unknownUser:
            "there is no user \"\(name)\" on this pod; `dandelion user list` shows them"
        case .unknownAspect:
            "there is no aspect \"\(name)\""
                + (values.list("known").isEmpty
                    ? "; make it with `dandelion aspect add`" : " (there are \(values["known"]))")
        case .noAspect:
            "no aspect is left that it is for; `dandelion post publish` gives it another"
        case .tooMuchMarkup:
            "the text is nearly all marks (headings, notes, table cells, links): the page would be "
                + "more than sixteen times as long. Take some of them out, or write more between them"
        case .unknownPost: "there is no post \(guid) on this pod"
        case .unknownDraft: "there is no draft \(guid) on this pod"
        case .notTheAuthor: "\(guid) was written by someone else"
        case .deleted: "\(guid) was deleted"
        case .unusableSlug:
            "\"\(values["slug"])\" cannot be part of an address; use letters, digits and hyphens"
        case .locationLength: "a location has 1 to \(limit) characters"
        case .altTooLong:
            "a description has \(values["characters"]) characters, at most \(limit) are kept"
        case .unusablePhoto: "\(values["path"]): \(values["problem"])"
        case .tooManyPhotos:
            "\(values.digits("count")) photos; a post holds \(values.digits("limit"))"

        case .pollQuestionLength: "the poll: a question has 1 to \(limit) characters"
        case .tooFewPollAnswers: "the poll: \(values.spelled("least")) answers are the least"
        case .tooManyPollAnswers: "the poll: \(limit) answers are the most"
        case .pollAnswerLength: "the poll: an answer has 1 to \(limit) characters"

        case .frontMatter: "\(values["place"]): \(values["reason"])"
        case .unusablePicture:
            "\(values["place"]): the picture \(values["picture"]): \(values["problem"])"

        case .picturesChanged:
            "the pictures were changed by another command meanwhile; nothing is changed, so look "
                + "at them and try again"
        case .draftWithoutDate:
            "a draft gets its date when it is published; `dandelion post publish \(guid) --at` "
                + "says when"
        case .dateToCome:
            "the date of a published post cannot be one to come; give one that is past, or "
                + "publish another post with --at"
        case .fixedPoll:
            "the poll of a published post cannot be changed, and none be added: readers may "
                + "have voted, and other pods keep the one they got. Write another post"

        case .unknownComment: "there is no comment \(guid) on this pod"
        case .notLiked: "\(guid) is not liked, so there is nothing to take back"
        case .noPoll: "the post \(guid) has no poll"
        case .unknownPollAnswer:
            "the poll has no answer \"\(values["answer"])\" (there are \(values["known"]))"
        case .votedAlready: "there is a vote in the poll of \(guid) already"
        case .notPublic: "\(guid) is not public; only public posts can be reshared"
        case .ownPost: "\(guid) is your own post"
        case .resharedAlready: "\(guid) is reshared already"
        case .reshareWithoutText: "\(guid) is a reshare; it has no text of its own to edit"
        case .takesNoAnswers: "\(name) takes no answers from \(values["from"])"

        case .unknownPerson:
            "nobody here knows \(id); `dandelion federation fetch \(id)` asks their pod"
        case .personGone: "the account \(id) is closed"
        case .personMoved: "the account is closed: \(id) is \(values["new"]) now"
        case .notAContact: "\(id) is not among the contacts"
        case .ignoredPerson:
            "\(id) is ignored; `dandelion contact unignore \(id)` ends that first"
        case .notIgnored: "\(id) is not ignored"
        case .ignoringOneself: "nobody can ignore themselves"
        case .ownContact: "nobody is a contact of their own"
        case .podOfPersonBlocked: "the pod of \(id) is blocked here"
        case .personChanged: "\(id) changed meanwhile; try again"
        case .aspectNameLength: "an aspect's name has 1 to \(limit) characters"
        case .aspectExists: "there is an aspect \"\(name)\" already"
        case .tooManyAspects: "nobody has more than \(limit) aspects"
        case .unusableTag: "\"\(name)\" has no letter that a tag can have"
        case .tooManyFollowedTags: "nobody follows more than \(limit) tags"
        case .lookedUpTooOften:
            "too many people were looked up; try again in \(values["minutes"]) min"

        case .unknownConversation: "there is no conversation \(guid)"
        case .subjectLength: "a subject has 1 to \(limit) characters"
        case .noParticipant: "a conversation needs somebody else"
        case .nobodyLeft: "nobody else is in the conversation any more"
        case .takesNoMessages:
            "\(values["people"]) \(values.list("people").count == 1 ? "takes" : "take") no messages "
                + "from \(values["from"])"
        case .emptyMessage: "the message has no text"
        case .messageTooLong: "a message has at most \(limit) characters"

        case .accountClosed: "the account \(name) is closed"
        case .accountClosedAlready: "the account \(name) is closed already"
        case .accountLocked:
            "the account \(name) is locked; `dandelion user unlock \(name)` opens it"
        case .userExists: "there is a user \"\(name)\" already"
        case .unusableUsername:
            "\"\(name)\" cannot be a user name; use up to \(limit) letters a to z, digits, "
                + "\"_\", \"-\" and \".\""
        case .usernameBeginsWithDot: "a user name cannot begin with \".\""
        case .usernameReserved: "the name \"\(name)\" is reserved (settings.username_blacklist)"
        case .usernameEnding: "a user name cannot end in \"\(values["ending"])\""
        case .noDiasporaID: "\(id) is no diaspora* ID; check environment.url"
        case .unusableEmail: "\"\(values["email"])\" is no mail address"
        case .emailInUse:
            "\(values["email"]) is the mail address of \(name) already; each account has its own"
        case .passwordLength: "a password has \(values["least"]) to \(limit) characters"

        case .unusableFirstName: "a first name has at most \(limit) characters, and no semicolon"
        case .unusableLastName: "a last name has at most \(limit) characters, and no semicolon"
        case .bioTooLong: "a bio has at most \(limit) characters"
        case .profileLocationTooLong: "a location has at most \(limit) characters"
        case .tooManyProfileTags:
            "a profile has at most \(values.spelled("limit")) tags of \(values["characters"]) characters"

        case .ownIdentity: "\(id) is the account itself"
        case .movedAlready: "\(id) has moved already"
        case .accountOfThisPod: "\(id) is an account of this pod"
        case .anotherKey:
            "the key in the archive is not that of \(id); is it the newest archive?"
        }
    }
}
