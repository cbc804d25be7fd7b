internal import Foundation

/// Why a post was not accepted; nothing was changed.
public enum ComposeError: Error, Equatable, CustomStringConvertible {
    case empty
    case tooLong(characters: Int, limit: Int)
    case limitedTooLong(characters: Int, limit: Int)
    case unknownUser(String)
    case unknownAspect(String, known: [String])
    /// A limited post without an aspect reaches nobody.
    case noAspect
    /// Its HTML would be out of proportion to it.
    case tooMuchMarkup
    case unknownPost(String)
    case unknownDraft(String)
    case notTheAuthor(String)
    case deleted(String)
    case poll(String)
    case slug(String)
    case location
    case altTooLong(characters: Int)
    case photo(path: String, reason: String)
    case tooManyPhotos(Int, limit: Int)
    case account(String)
    case unknownComment(String)
    case notLiked(String)
    case noPoll(String)
    case unknownAnswer(String, known: [String])
    case votedAlready(String)
    case notPublic(String)
    case ownPost(String)
    case resharedAlready(String)
    case reshareHasNoText(String)
    case unknownPerson(String)
    /// - Parameter movedTo: The ID that the person has now, if they told it.
    case closedAccount(String, movedTo: String?)
    case notAContact(String)
    case ignored(String)
    case unknownConversation(String)
    case conversation(String)
    /// A change of what readers of a post hold already.
    case unchangeable(String)
    /// Front matter that cannot be read.
    case source(String)

    public var description: String {
        switch self {
        case .empty: "the post has no text and no photo"
        case .tooLong(let characters, let limit):
            "the text has \(Self.grouped(characters)) characters, a post holds "
                + "\(Self.grouped(limit)); split it into two"
        case .limitedTooLong(let characters, let limit):
            "the text has \(Self.grouped(characters)) characters; a limited post holds "
                + "\(Self.grouped(limit)), as it travels whole to other pods. Shorten it, or "
                + "publish it with --public"
        case .unknownUser(let name):
            "there is no user \"\(name)\" on this pod; `dandelion user list` shows them"
        case .unknownAspect(let name, let known):
            "there is no aspect \"\(name)\""
                + (known.isEmpty
                    ? "; make it with `dandelion aspect add`"
                    : " (there are \(known.joined(separator: ", ")))")
        case .noAspect:
            "no aspect is left that it is for; `dandelion post publish` gives it another"
        case .tooMuchMarkup:
            "the text is nearly all marks (headings, notes, table cells, links): the page would be "
                + "more than sixteen times as long. Take some of them out, or write more between them"
        case .unknownPost(let guid): "there is no post \(guid) on this pod"
        case .unknownDraft(let guid): "there is no draft \(guid) on this pod"
        case .notTheAuthor(let guid): "\(guid) was written by someone else"
        case .deleted(let guid): "\(guid) was deleted"
        case .poll(let reason): "the poll: \(reason)"
        case .slug(let slug):
            "\"\(slug)\" cannot be part of an address; use letters, digits and hyphens"
        case .location: "a location has 1 to 255 characters"
        case .altTooLong(let characters):
            "a description has \(Self.grouped(characters)) characters, at most 65,535 are kept"
        case .photo(let path, let reason): "\(path): \(reason)"
        case .tooManyPhotos(let count, let limit): "\(count) photos; a post holds \(limit)"
        case .unknownComment(let guid): "there is no comment \(guid) on this pod"
        case .notLiked(let guid): "\(guid) is not liked, so there is nothing to take back"
        case .noPoll(let guid): "the post \(guid) has no poll"
        case .unknownAnswer(let text, let known):
            "the poll has no answer \"\(text)\" (there are \(known.joined(separator: ", ")))"
        case .votedAlready(let guid): "there is a vote in the poll of \(guid) already"
        case .notPublic(let guid): "\(guid) is not public; only public posts can be reshared"
        case .ownPost(let guid): "\(guid) is your own post"
        case .resharedAlready(let guid): "\(guid) is reshared already"
        case .reshareHasNoText(let guid): "\(guid) is a reshare; it has no text of its own to edit"
        case .unknownPerson(let id):
            "nobody here knows \(id); `dandelion federation fetch \(id)` asks their pod"
        case .closedAccount(let id, nil): "the account \(id) is closed"
        case .closedAccount(let id, let new?): "the account is closed: \(id) is \(new) now"
        case .notAContact(let id): "\(id) is not among the contacts"
        case .ignored(let id):
            "\(id) is ignored; `dandelion contact unignore \(id)` ends that first"
        case .unknownConversation(let guid): "there is no conversation \(guid)"
        case .conversation(let reason): reason
        case .account(let reason), .source(let reason), .unchangeable(let reason): reason
        }
    }

    private static func grouped(_ number: Int) -> String {
        number.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en")))
    }
}
