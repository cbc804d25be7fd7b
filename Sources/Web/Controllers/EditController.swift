internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Changing the text of one's own post.
///
///     GET, POST /stream/posts/GUID/edit       fields text, seen
///     POST /stream/posts/GUID/edit/preview    the same
struct EditController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/posts/:guid/edit", use: show)
            .post("stream/posts/:guid/edit", use: save)
            .post("stream/posts/:guid/edit/preview", use: preview)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            guard let page = try EditPage(try context.guid(), in: visit) else {
                throw HTTPError(.notFound)
            }
            return try page.response()
        }
    }

    @Sendable private func preview(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await answer(request, context) { form, page in
            let content = PostContent(text: form.fields["text"] ?? "")
            try content.check(isPublic: page.post.isPublic, hasPhotos: page.hasPhotos)
            var page = page
            page.preview = try form.visit.composer.preview(content.text)
            return try page.response()
        }
    }

    @Sendable private func save(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await answer(request, context) { form, page in
            // Somebody who changed it meanwhile, in another tab, is not overwritten without a word.
            guard page.seen == page.version else {
                var page = page
                page.seen = page.version
                return try page.response(
                    FormProblem(
                        text: form.visit.frame.words.text(.appChangedMeanwhile), field: "text"))
            }
            let guid = page.post.guid
            try form.visit.composer.edit(
                guid, text: form.fields["text"] ?? "", as: form.author)
            return form.visit.redirect(to: AppPath.post(guid.string), saying: .postEdited)
        }
    }

    private func answer(
        _ request: Request, _ context: PodRequestContext,
        _ action: (FormGate.Submission, EditPage) throws -> Response
    ) async throws -> Response {
        let guid = try context.guid()
        let visit = try Visit(request, context, parts)
        let gate = FormGate(maximumBytes: ComposerController.maximumBytes)
        return try await gate.answer(visit) { form in
            let visit = form.visit.at(AppPath.post(guid.string) + "/edit")
            let text = form.fields["text"] ?? ""
            guard var page = try EditPage(guid, in: visit) else {
                return try visit.refused(
                    visit.frame.words.text(.appGone), status: .notFound, keeping: text)
            }
            (page.text, page.seen) = (text, form.fields["seen"] ?? "")
            do {
                return try action(form, page)
            } catch let error as ComposeError {
                return try page.response(FormProblem(error, visit.frame.words, on: ["text"]))
            }
        }
    }
}
