import SystemPackage

/// A reason why a file of the tree could not be sent.
enum StaticTreeError: Error, Equatable, CustomStringConvertible {
    /// The system has no room for another open file, or cannot read.
    case unreadable(Errno)
    /// The file was cut while it was being sent.
    case shortened

    var description: String {
        switch self {
        case .unreadable(let errno): "the public tree cannot be read: \(errno)"
        case .shortened: "a file was cut while it was sent"
        }
    }
}
