internal import Composing

/// All of a post but its rows.
struct PreparedPost: Sendable {
    let task: ImportTask
    let content: PostContent
    /// The rendered text; `nil` if rendering it needs the database.
    let result: PostRenderer.Result?
    /// File names of photos that the post has already.
    let knownPhotos: Set<String>
    let warnings: [ImportWarning]
}
