internal import Diaspora

/// The planned action for one file.
struct ImportTask: Sendable {
    enum Action: Sendable, Equatable {
        case publish
        /// A draft was imported before; now the file is a post.
        case publishDraft(GUID)
        case draft
        case updatePost
        case updateDraft
        /// A move, for which only the file's new path is stored.
        case move
    }

    let head: SourceHead
    let guid: GUID
    let action: Action

    /// Whether a post is made that was none before.
    var isNew: Bool {
        switch action {
        case .publish, .publishDraft: true
        case .draft, .updatePost, .updateDraft, .move: false
        }
    }

    var isPublished: Bool {
        switch action {
        case .publish, .publishDraft, .updatePost: true
        case .draft, .updateDraft, .move: false
        }
    }
}
