extension ImportReport {
    /// The kind of the entries of a group.
    public enum Heading: Sendable, Hashable, CaseIterable {
        case scheduled
        case warning(ImportWarning.Kind)
        /// Sources that differ from what was imported, and were left alone.
        case differing
        case skipped
        case problem
        /// The changes that need no attention, in the log alone.
        case remark

        /// The headings in the order of reports.
        public static let allCases: [Heading] =
            [.scheduled] + ImportWarning.Kind.allCases.map(Heading.warning)
            + [.differing, .skipped, .problem, .remark]

        public var weight: Weight {
            switch self {
            case .scheduled: .scheduled
            case .warning, .differing: .warning
            case .skipped: .skipped
            case .problem: .error
            case .remark: .remark
            }
        }
    }

    public enum Weight: String, Sendable { case error, warning, skipped, scheduled, remark }
}
