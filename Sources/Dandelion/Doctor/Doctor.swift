/// The findings about a pod, gathered check by check and told by urgency.
struct Doctor: Sendable {
    private var found: [DoctorRow] = []

    /// Problems first, then warnings, then what is well; each in the order in which it was looked at.
    var rows: [DoctorRow] {
        Finding.Urgency.allCases.flatMap { urgency in found.filter { $0.urgency == urgency } }
    }

    var hasProblems: Bool { found.contains { $0.urgency == .problem } }

    /// Makes a check and takes its findings; facts that cannot be had are a problem of their own.
    mutating func examine<Check: DoctorCheck>(_ make: () throws -> Check?) {
        do {
            guard let check = try make() else { return }
            note(Check.subject, check.findings())
        } catch {
            note(Check.subject, Finding.problem(error))
        }
    }

    mutating func note(_ subject: String, _ findings: [Finding]) {
        found += findings.map { DoctorRow(subject, $0) }
    }
}
