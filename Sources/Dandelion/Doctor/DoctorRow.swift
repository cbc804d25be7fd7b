/// A finding with its subject, as a line for people and an object for scripts.
struct DoctorRow: Sendable, Equatable, Encodable {
    let subject: String
    let urgency: Finding.Urgency
    let text: String
    let remedy: String?

    init(_ subject: String, _ finding: Finding) {
        self.subject = subject
        urgency = finding.urgency
        text = finding.text
        remedy = finding.remedy
    }

    /// Urgency, subject and text in columns, with the remedy below.
    var lines: String {
        let head = Self.column(urgency.rawValue, width: 8) + Self.column(subject, width: 14)
        let margin = "\n" + Self.column("", width: 22)
        return head
            + ([text, remedy].compactMap(\.self).joined(separator: "\n"))
            .split(separator: "\n").joined(separator: margin)
    }

    private static func column(_ text: String, width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
