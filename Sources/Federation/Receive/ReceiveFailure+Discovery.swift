internal import Diaspora

extension ReceiveFailure {
    /// What follows for a message from why its sender is not known.
    init(_ error: DirectoryError) {
        if case .notThere = error {
            self = .notThere("\(error)")
        } else if error.isOverload {
            self = .overloaded("\(error)")
        } else {
            self = error.isTransient ? .later("\(error)") : .refused("\(error)")
        }
    }

    /// The same for somebody whom a message merely refers to.
    var ofReference: ReceiveFailure {
        if case .later(let reason) = self { .missing(reason) } else { self }
    }
}
