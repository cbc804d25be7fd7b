internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Writing a post.
///
///     GET  /posts/new
///     POST /posts             fields text, audience (everyone, aspects), aspect (several), poll_question, poll_answer
///                             (several), place, key
///     POST /posts/preview     the same: shows the form again, with the text as readers will see it
struct ComposerController: Sendable {
    let parts: AppParts

    /// Bytes of a form: each character of the longest text as twelve.
    static let maximumBytes = 12 * PostContent.maximumCharacters + (64 << 10)

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("posts/new", use: show)
            .post("posts", use: publish)
            .post("posts/preview", use: preview)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try ComposerPage(visit, FormFields()).response() }
    }

    @Sendable private func preview(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, typed) = (form.visit.at(AppPath.composer), PostForm(form.fields))
            var page = ComposerPage(visit, form.fields)
            guard let audience = typed.audience else {
                return try page.response(Self.bothAudiences(visit))
            }
            do {
                let content = typed.content()
                // A text can be looked at before it is for anybody.
                try content.check(for: audience, photoCount: 0)
                page.preview = try visit.composer.preview(content.text)
                return try page.response()
            } catch let error as ComposeError {
                return try page.response(
                    FormProblem(error, visit.frame.words, on: PostForm.fields))
            }
        }
    }

    @Sendable private func publish(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, typed) = (form.visit.at(AppPath.composer), PostForm(form.fields))
            guard let audience = typed.audience else {
                return try ComposerPage(visit, form.fields).response(Self.bothAudiences(visit))
            }
            do {
                let guid = try visit.composer.publish(
                    typed.content(), as: form.author, for: audience,
                    key: IdempotencyKey(form: form.fields["key"], content: typed.parts))
                return visit.redirect(to: AppPath.post(guid.string))
            } catch let error as ComposeError {
                return try ComposerPage(visit, form.fields).response(
                    FormProblem(error, visit.frame.words, on: PostForm.fields))
            }
        }
    }

    private static func bothAudiences(_ visit: Visit) -> FormProblem {
        FormProblem(text: visit.frame.words.text(.appBothAudiences), field: "aspects")
    }
}
