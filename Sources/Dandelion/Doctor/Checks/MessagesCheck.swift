/// The messages of other pods: those that end the program, those that are held, those for which there was no room.
struct MessagesCheck: DoctorCheck {
    static let subject = "messages"

    /// The numbers of those on which the program ended.
    let fatal: [String]
    /// Strangers' refused ones are no fault of the pod.
    let heldCount: Int
    let droppedCount: Int

    func findings() -> [Finding] {
        guard fatal.isEmpty else {
            return [
                .problem(
                    "the program crashed whenever it processed \(fatal.joined(separator: ", "))",
                    remedy: "see `dandelion jobs show`, then `dandelion jobs drop` or `retry`")
            ]
        }
        return [
            .ok(
                "\(heldCount) held (`dandelion jobs list --held`), \(droppedCount) dropped for want of room"
            )
        ]
    }
}
