/// The pods that this one has nothing to do with.
struct BlockedCheck: DoctorCheck {
    static let subject = "blocked"

    let names: [String]

    func findings() -> [Finding] {
        guard !names.isEmpty else { return [.ok("no pod")] }
        let more = names.count > 10 ? " and \(names.count - 10) others" : ""
        return [.ok(names.prefix(10).joined(separator: ", ") + more)]
    }
}
