public import DomainErrors

/// The wording of a report for a kind of reader.
public struct ImportWording {
    let error: ErrorWording
    let heading: (ImportReport.Heading) -> String

    public init(
        error: @escaping ErrorWording, heading: @escaping (ImportReport.Heading) -> String
    ) {
        self.error = error
        self.heading = heading
    }
}
