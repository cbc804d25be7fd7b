/// Called now and then with the files done and the files known.
public typealias ImportProgress = @Sendable (_ done: Int, _ total: Int) -> Void
