/// The failure to start the child process that a text needs: the text waits, as nothing is known of it.
struct ChildNotStarted: Error, CustomStringConvertible {
    let reason: String

    var description: String { "the process that renders a long text cannot be started: \(reason)" }
}
