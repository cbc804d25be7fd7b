/// A callback for progress, called from time to time with the numbers of finished and of known
/// pages.
public typealias SiteProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// The result of a build.
public struct SiteReport: Sendable, Equatable {
    public let pageCount: Int
    /// The number of files written or removed, without those whose bytes were equal.
    public internal(set) var changedFileCount: Int
    /// Pages that could not be written; they are tried again.
    public var failures: [PageFailure] = []
    /// Paths below `site/static` that are never copied: hidden files, and those being written.
    public var leftOut: [String] = []
    /// Warnings about HTML in texts of `site/` that could not be kept as it was, with file and line.
    public var warnings: [String] = []
    /// Files of a copy that lack the twins that they should have; those of the pod's own tree are noted in
    /// the database.
    var twinless: [String] = []
}
