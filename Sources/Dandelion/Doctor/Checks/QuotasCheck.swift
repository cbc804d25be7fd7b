import Federation

/// The quotas of people whom nobody here added.
struct QuotasCheck: DoctorCheck {
    static let subject = "quotas"

    /// Whether all of them together have left as much as they may.
    let isTotalReached: Bool
    /// Pods whose people have.
    let pods: [String]

    private static let remedy =
        "raise federation.stranger_rows or federation.stranger_megabytes, or leave it"

    func findings() -> [Finding] {
        if isTotalReached {
            return [
                .problem(
                    "people whom nobody here added have used \(StrangerQuota.pods) times the quota of one pod, "
                        + "and further messages of theirs are dropped", remedy: Self.remedy)
            ]
        }
        guard pods.isEmpty else {
            return [
                .problem(
                    "people whom nobody here added have used up the quota of their pod, and further messages are dropped: "
                        + pods.prefix(20).joined(separator: ", "), remedy: Self.remedy)
            ]
        }
        return [.ok("no pod has reached one")]
    }
}
