internal import Diaspora
internal import Store

/// The right by which a post or a draft of this pod is changed.
///
/// Only the functions that say so in their names act as the podmin.
enum ChangeRight {
    case author(Author)
    /// The right to change everything that users of this pod wrote.
    case podmin

    /// Checks that the post may be changed with this right.
    ///
    /// - Throws: ``ComposeError/notTheAuthor(_:)``.
    func check(_ post: Post) throws(ComposeError) {
        guard case .author(let author) = self, author.person.id != post.authorID else { return }
        throw .notTheAuthor(post.guid.string)
    }

    /// Checks that the draft may be changed with this right.
    ///
    /// - Throws: ``ComposeError/notTheAuthor(_:)``.
    func check(_ draft: Draft) throws(ComposeError) {
        guard case .author(let author) = self, author.user.id != draft.userID else { return }
        throw .notTheAuthor(draft.guid.string)
    }
}
