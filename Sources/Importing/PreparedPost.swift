internal import Composing

/// All of a post but its rows.
struct PreparedPost: Sendable {
    let task: ImportTask
    let content: PostContent
    /// What was rendered; `nil` if the text needs something of the database for it.
    let result: PostRenderer.Result?
    /// File names of photos that the post has already.
    let knownPhotos: Set<String>
    let warnings: [ImportWarning]
}
