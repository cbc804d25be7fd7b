/// A file that waits in the tree's staging folder, to be put in place by ``TreeWriter/commit()``.
public struct StagedFile: Sendable {
    /// The path relative to the tree's root.
    let path: String
    /// `nil` if the file itself stands there as it should, and only twins go that it must not have.
    let temporary: String?
}
