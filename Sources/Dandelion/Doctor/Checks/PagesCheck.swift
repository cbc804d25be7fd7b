/// The pages that wait to be written, and those that cannot be.
struct PagesCheck: DoctorCheck {
    static let subject = "pages"

    let wasBuilt: Bool
    /// Pages that could not be written, in sentences.
    let failures: [String]
    let waitingCount: Int
    /// Whether `serve` or `work` runs.
    let isWorking: Bool

    func findings() -> [Finding] {
        guard failures.isEmpty else {
            let more = failures.count > 3 ? "\nand \(failures.count - 3) more pages" : ""
            return [
                .problem(
                    failures.prefix(3).joined(separator: "\n") + more,
                    remedy: "fix the cause, then run `dandelion build`")
            ]
        }
        // A new pod has nothing that could be stale.
        guard wasBuilt, waitingCount > 0 else { return [.ok("nothing is waiting")] }
        let text = "\(waitingCount) change\(waitingCount == 1 ? " waits" : "s wait")"
        return isWorking
            ? [.ok("\(text), and a worker is running")]
            : [.warning("\(text), and nobody is at work", remedy: "dandelion build")]
    }
}
