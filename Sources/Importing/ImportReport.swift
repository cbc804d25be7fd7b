/// The outcome of an import: counts, problems and warnings.
public struct ImportReport: Sendable, Equatable {
    /// The number of published posts.
    public var imported = 0
    /// The number of updated posts and drafts.
    public var updated = 0
    /// The number of new drafts.
    public var drafts = 0
    /// The drafts that are published later.
    public var scheduled: [ImportSchedule] = []
    /// The number of files that were imported before and are unchanged, perhaps moved.
    public var unchanged = 0
    /// The paths of files whose text differs from the imported one, and that were not imported again.
    public var differing: [String] = []
    /// Files that hold no post.
    public var skipped: [ImportSkip] = []
    /// The files that were not imported.
    public var problems: [ImportProblem] = []
    /// The warnings about imported files whose content was changed or is incomplete.
    public var warnings: [ImportWarning] = []

    /// The changes that need no attention: comments left out, code marked otherwise.
    public var remarks: [ImportWarning] = []

    public init() {}
}
