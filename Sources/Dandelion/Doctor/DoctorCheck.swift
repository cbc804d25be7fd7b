/// A thing that the doctor looks at, with the facts that it judges.
///
/// The facts are given: whoever makes the check reads disk, database and network, so that a test can plant any fault.
protocol DoctorCheck: Sendable {
    /// The word in the second column.
    static var subject: String { get }

    /// Judges the facts.
    func findings() -> [Finding]
}
