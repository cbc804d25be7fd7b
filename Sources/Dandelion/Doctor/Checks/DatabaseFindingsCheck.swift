/// The state of the database: its schema, and whatever is damaged or breaks a rule.
struct DatabaseFindingsCheck: DoctorCheck {
    static let subject = "database"

    let schemaVersion: Int
    let faults: [String]

    func findings() -> [Finding] {
        guard faults.isEmpty else {
            return [
                .problem(faults.joined(separator: "\n"), remedy: "see `dandelion database check`")
            ]
        }
        return [.ok("schema \(schemaVersion), sound")]
    }
}
