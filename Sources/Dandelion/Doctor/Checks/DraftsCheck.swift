import Foundation

/// The drafts with a time: published when it comes, if anybody is at work.
struct DraftsCheck: DoctorCheck {
    static let subject = "drafts"

    struct Failure: Sendable {
        let guid: String
        let reason: String
    }

    let failures: [Failure]
    /// Drafts that wait for the podmin, since the pod was restored.
    let heldCount: Int
    /// The times of all others.
    let times: [Date]
    let now: Date
    /// Whether `serve` or `work` runs.
    let isWorking: Bool

    /// Seconds after which a draft is overdue.
    private static let patience = 60.0

    func findings() -> [Finding] {
        var findings: [Finding] = []
        if !failures.isEmpty {
            findings.append(
                .problem(
                    "not published at their time: "
                        + failures.map { "\($0.guid): \($0.reason)" }.joined(separator: "; "),
                    remedy: "fix the cause, then `dandelion post publish`"))
        }
        if heldCount > 0 {
            findings.append(
                .problem(
                    "\(heldCount) with a time \(heldCount == 1 ? "is" : "are") held, as the pod was restored from a backup",
                    remedy:
                        "`dandelion jobs list --held` lists them, `dandelion jobs retry` releases them"
                ))
        }
        let overdue = times.count { $0.addingTimeInterval(Self.patience) < now }
        if overdue > 0 { findings.append(finding(overdue)) }
        return findings.isEmpty ? [.ok("none was left behind")] : findings
    }

    private func finding(_ overdue: Int) -> Finding {
        let text = "\(overdue) \(overdue == 1 ? "is" : "are") overdue"
        return isWorking
            ? .warning(
                "\(text), though a worker is running", remedy: "see its log for the reason")
            : .problem(
                "\(text), and nobody is at work",
                remedy: "start `dandelion serve` or `dandelion work`")
    }
}
