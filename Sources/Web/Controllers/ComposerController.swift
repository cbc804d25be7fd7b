internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Writing a post.
///
///     GET  /posts/new
///     POST /posts         fields text, audience (everyone, aspects), aspect (several), key
struct ComposerController: Sendable {
    let parts: AppParts

    /// Bytes of a form: each character of the longest text as twelve.
    private static let maximumBytes = 12 * PostContent.maximumCharacters + (64 << 10)

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("posts/new", use: show)
            .post("posts", use: publish)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try page(visit, FormFields()) }
    }

    @Sendable private func publish(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { submission in
            let (visit, fields) = (submission.visit, submission.fields)
            let words = visit.frame.words
            let aspects = fields.values("aspect")
            guard fields["audience"] != "everyone" || aspects.isEmpty else {
                return try page(
                    visit, fields,
                    FormProblem(text: words.text(.appBothAudiences), field: "aspects"))
            }
            let audience: Audience =
                fields["audience"] == "everyone" ? .everyone : .aspects(aspects)
            let text = fields["text"] ?? ""
            do {
                let guid = try visit.composer.publish(
                    PostContent(text: text), as: submission.author, for: audience,
                    key: IdempotencyKey(
                        form: fields["key"],
                        content: ["post", fields["audience"] ?? "", text] + aspects))
                return visit.redirect(to: AppPath.post(guid.string))
            } catch let error as ComposeError {
                return try page(
                    visit, fields, FormProblem(error, words, on: ["text", "aspects"]))
            }
        }
    }

    /// Shows the form, with what was typed.
    private func page(
        _ visit: Visit, _ fields: FormFields, _ problem: FormProblem? = nil
    ) throws -> Response {
        let words = visit.frame.words
        let chosen = Set(fields.values("aspect"))
        let aspects = try visit.read { try $0.aspects() }.enumerated().map { number, aspect in
            [
                "id": "aspect-\(number + 1)", "name": aspect.name,
                "people": words.plural(.people, count: aspect.memberCount),
                "isChosen": chosen.contains(aspect.name),
            ] as TemplateRecord
        }
        var values: TemplateRecord = [
            "form": [
                "token": try visit.token(),
                "key": fields["key"] ?? visit.newKey(), "text": fields["text"] ?? "",
                "isPublic": fields["audience"] == "everyone", "hasAspects": !aspects.isEmpty,
                "aspects": aspects,
            ] as TemplateRecord
        ]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .composer, title: words.text(.appComposerTitle), status: problem?.status ?? .ok, values
        )
    }
}
