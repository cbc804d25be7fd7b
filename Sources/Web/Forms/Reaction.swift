internal import Composing
internal import Cryptography
internal import Diaspora
internal import Store

/// The effect of a button of a post, or of a comment. The name is the last part of the button's address.
enum Reaction: String, CaseIterable {
    case like, unlike, reshare, follow, mute, hide, unhide, save, unsave
    /// A vote for the answer whose GUID is in the field `answer`.
    case vote

    /// The buttons of a comment.
    static let ofComments: [Reaction] = [.like, .unlike]

    /// Does it; what is so already, as after a second press, stays so.
    ///
    /// - Returns: The sentence that the next page begins with.
    /// - Throws: ``ComposeError``.
    func perform(
        on guid: GUID, _ form: FormGate.Submission, with keys: KeyRing
    ) throws -> Notice? {
        let (composer, author) = (form.visit.composer, form.author)
        do {
            switch self {
            case .like: _ = try composer.like(guid, as: author, with: keys)
            case .unlike: try composer.unlike(guid, as: author)
            case .reshare: _ = try composer.reshare(guid, as: author)
            case .follow: try composer.participate(in: guid, as: author)
            case .mute: try composer.mute(guid, as: author)
            case .hide, .unhide: try composer.set(.hidden, to: self == .hide, on: guid, as: author)
            case .save, .unsave: try composer.set(.saved, to: self == .save, on: guid, as: author)
            case .vote:
                let answer = form.fields["answer"] ?? ""
                _ = try composer.vote(in: guid, for: answer, as: author, with: keys)
            }
        } catch ComposeError.notLiked, ComposeError.resharedAlready, ComposeError.votedAlready {
            return nil
        }
        return notice
    }

    private var notice: Notice? {
        switch self {
        case .like, .unlike, .vote: nil
        case .reshare: .reshared
        case .follow: .followed
        case .mute: .muted
        case .hide: .hidden
        case .unhide: .unhidden
        case .save: .saved
        case .unsave: .unsaved
        }
    }
}
