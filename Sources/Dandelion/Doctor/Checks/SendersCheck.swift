/// The messages that are held since their senders have other keys than are known.
struct SendersCheck: DoctorCheck {
    static let subject = "senders"

    let heldCount: Int

    func findings() -> [Finding] {
        guard heldCount > 0 else { return [.ok("all are known by their keys")] }
        return [
            .warning(
                (heldCount == 1 ? "1 held message is" : "\(heldCount) held messages are")
                    + " signed with another key than is known",
                remedy:
                    "`dandelion jobs list --held` names the senders, and what to do if their pod was set up anew"
            )
        ]
    }
}
