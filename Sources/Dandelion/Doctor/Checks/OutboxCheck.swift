/// The messages to other pods that are held.
struct OutboxCheck: DoctorCheck {
    static let subject = "outbox"

    let heldCount: Int

    func findings() -> [Finding] {
        guard heldCount > 0 else { return [.ok("nothing is held")] }
        return [
            .problem(
                "\(heldCount) message\(heldCount == 1 ? "" : "s") to others \(heldCount == 1 ? "is" : "are") held",
                remedy:
                    "`dandelion jobs list --held` lists them, `dandelion jobs retry` sends one, "
                    + "`dandelion jobs drop` drops it")
        ]
    }
}
