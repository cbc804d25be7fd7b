public import Store

/// The pages at which processes ended: those that are tried alone, and those that are set aside.
struct PageTrials: Sendable {
    private(set) var tried: Set<String> = []
    private var held: Set<String> = []
    /// The failures of the pages that this process set aside.
    private(set) var failures: [PageFailure] = []

    init() {}

    /// - Parameter alone: The page at which the last process ended.
    init(_ trials: [PageTrial], alone: String?) {
        for trial in trials {
            if trial.isHeld {
                held.insert(trial.page)
                if trial.page == alone { failures.append(PageFailure(trial)) }
            } else {
                tried.insert(trial.page)
            }
        }
    }

    var hasHeld: Bool { !held.isEmpty }

    func isHeld(_ page: String) -> Bool { held.contains(page) }
}

extension PageFailure {
    /// Creates the failure of a page that was set aside.
    public init(_ trial: PageTrial) {
        self.init(
            page: trial.page, cause: .setAside(trialID: trial.id, deaths: trial.deaths))
    }
}
