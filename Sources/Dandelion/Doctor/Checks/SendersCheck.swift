/// The messages that are held since their senders have other keys than are known.
struct SendersCheck: DoctorCheck {
    static let subject = "senders"

    let heldCount: Int

    func findings() -> [Finding] {
        guard heldCount > 0 else { return [.ok("no message is held because of its key")] }
        return [
            .warning(
                (heldCount == 1 ? "1 held message is" : "\(heldCount) held messages are")
                    + " signed with a key other than the known one",
                remedy:
                    "`dandelion jobs list --held` lists the senders, and what to do if their pod was set up anew"
            )
        ]
    }
}
