public import Site

extension PageFailure {
    /// The file, why, and what to do if that is known.
    public var sentence: String { "\(file) could not be written: \(cause.sentence)" }
}

extension PageFailure.Cause {
    public var sentence: String {
        switch self {
        case .error(let record): ErrorSentence.text(for: record)
        case .failed(let reason): reason
        case .setAside(let trialID, let deaths):
            "the process ended \(deaths) times while this page alone was rendered, so it is set aside; "
                + "`dandelion jobs retry page-\(trialID)` tries it again"
        }
    }
}
