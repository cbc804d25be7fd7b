internal import HTTPTypes
internal import Hummingbird
internal import Theming

extension Visit {
    /// Answers that nothing was done.
    ///
    /// - Parameter text: The typed text, to be copied.
    func refused(
        _ reason: String, status: HTTPResponse.Status, keeping text: String = ""
    ) throws -> Response {
        try page(
            .refused, title: frame.words.text(.appRefusedTitle), status: status, hasForm: false,
            ["refused": ["reason": reason, "text": text] as TemplateRecord])
    }
}
