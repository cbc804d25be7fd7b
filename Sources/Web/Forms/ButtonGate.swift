internal import Composing
internal import Diaspora
internal import HTTPTypes
internal import Hummingbird
internal import Server

/// The way of a button's form: the checks of ``FormGate``, what the button does, and back to the page that has it.
struct ButtonGate: Sendable {
    let parts: AppParts

    /// The field that has the page to lead back to.
    private static let back = "to"
    /// Bytes of a form.
    private static let maximumBytes = 8 << 10

    /// Answers a button's form.
    ///
    /// - Parameters:
    ///   - subject: The post that the button is about.
    ///   - action: Does what the button says; returns the sentence that the next page begins with.
    func answer(
        _ request: Request, _ context: PodRequestContext, about subject: GUID? = nil,
        _ action: (FormGate.Submission) async throws -> Notice?
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { submission in
            let visit = submission.visit
            do {
                let notice = try await action(submission)
                return visit.redirect(
                    to: AppAddress(submission.fields[Self.back]).address, saying: notice,
                    about: subject)
            } catch let error as ComposeError {
                return try visit.refused(error)
            }
        }
    }
}
