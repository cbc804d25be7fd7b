/// A callback for progress, called from time to time with the numbers of finished and of known
/// files.
public typealias ImportProgress = @Sendable (_ done: Int, _ total: Int) -> Void
