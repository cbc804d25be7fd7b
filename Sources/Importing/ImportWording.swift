public import DomainErrors

/// How a report is put into words for some reader.
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
