internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// A post with its conversation, and answers to it.
///
///     GET  /stream/posts/GUID?before=ROW
///     POST /stream/posts/GUID/comments    fields text, key
struct PostController: Sendable {
    let parts: AppParts

    /// Bytes of a form: each character of the longest text as twelve.
    private static let maximumBytes = 12 * PostContent.maximumLimitedCharacters + (8 << 10)

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/posts/:guid", use: show)
            .post("stream/posts/:guid/comments", use: comment)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            guard let page = try page(visit, try context.guid()) else {
                throw HTTPError(.notFound)
            }
            return page
        }
    }

    @Sendable private func comment(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let guid = try context.guid()
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { submission in
            let visit = submission.visit.at(AppPath.post(guid.string))
            let text = submission.fields["text"] ?? ""
            let form = submission.fields["key"]
            do {
                let comment = try visit.composer.comment(
                    on: guid, text: text, as: submission.author, with: parts.keys,
                    key: IdempotencyKey(form: form, content: ["comment", guid.string, text]))
                let anchor = CommentValues.anchor(guid: comment.string)
                return visit.redirect(to: AppPath.post(guid.string) + "#" + anchor)
            } catch let error as ComposeError {
                let problem = FormProblem(error, visit.frame.words, on: ["text"])
                return try page(visit, guid, text: text, key: form, problem: problem)
                    ?? visit.refused(
                        visit.frame.words.text(.appPostGone), status: .notFound, keeping: text)
            }
        }
    }

    /// Shows a post; returns nil if the reader may not read it.
    ///
    /// - Parameters:
    ///   - text: The answer that was typed and not taken.
    ///   - key: That of the form in which it was.
    private func page(
        _ visit: Visit, _ guid: GUID, text: String = "", key: String? = nil,
        problem: FormProblem? = nil
    ) throws -> Response? {
        let before = visit.parameter("before").flatMap { Int64($0) }
        guard let page = try PostPage(guid, before: before, in: visit) else { return nil }
        var values = page.values(visit.frame)
        values["form"] =
            [
                "token": try visit.token(), "key": key ?? visit.newKey(), "text": text,
                "readers": page.readers(visit.frame),
            ] as TemplateRecord
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .post, title: page.title(visit.frame), status: problem?.status ?? .ok, values)
    }
}
