/// The outcome of an import: counts, problems and warnings.
public struct ImportReport: Sendable, Equatable {
    /// Posts published.
    public var imported = 0
    /// Posts and drafts brought up to date.
    public var updated = 0
    /// The number of new drafts.
    public var drafts = 0
    /// Drafts that become posts at their time.
    public var scheduled: [ImportSchedule] = []
    /// Files that came in before and are as they were, wherever they lie now.
    public var unchanged = 0
    /// Paths of files whose text differs from what came in before, and that were left alone.
    public var differing: [String] = []
    /// Files that hold no post.
    public var skipped: [ImportSkip] = []
    /// Files that did not come in.
    public var problems: [ImportProblem] = []
    /// The warnings about imported files whose content was changed or is incomplete.
    public var warnings: [ImportWarning] = []

    /// The changes that need no attention: comments left out, code marked otherwise.
    public var remarks: [ImportWarning] = []

    public init() {}
}
