internal import Composing
internal import DomainErrors
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

    /// Answers that nothing was done, and why; somebody who may not know of something is told that it is not there.
    func refused(_ error: ComposeError) throws -> Response {
        switch error {
        case .unknownPost, .unknownComment, .deleted, .noPoll, .notTheAuthor,
            .unknownPerson, .unknownAspect, .unknownConversation:
            try refused(frame.words.text(.appGone), status: .notFound)
        default: try refused(frame.words.text(for: error), status: .unprocessableContent)
        }
    }
}
