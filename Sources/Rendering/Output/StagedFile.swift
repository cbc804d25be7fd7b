/// A file that waits in the tree's staging folder with its twins, to be put in place by
/// ``TreeWriter/commit()``.
public struct StagedFile: Sendable {
    /// Relative to the tree's root.
    let path: String
    /// `nil` if the file itself stands there as it should, and only its twins do not.
    let temporary: String?
    /// In the order of their renames.
    var twins: [(suffix: String, temporary: String)] = []
}
