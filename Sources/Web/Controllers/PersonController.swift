internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// A person, of this pod or another: what they tell of themselves, their posts, and what the reader shares with them.
///
///     GET  /stream/people/GUID?after=TIME.ROW
///     POST /stream/people/GUID/aspects            fields aspect, each the row of one
///     GET, POST /stream/people/GUID/ignore
///     POST /stream/people/GUID/unignore
struct PersonController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/people/:guid", use: show)
            .post("stream/people/:guid/aspects", use: setAspects)
            .get("stream/people/:guid/ignore", use: askAboutIgnoring)
            .post("stream/people/:guid/ignore", use: ignore)
            .post("stream/people/:guid/unignore", use: unignore)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid()
            guard let page = try PersonPage(guid, in: visit) else { throw HTTPError(.notFound) }
            let stream = try StreamPage(visit, .person(page.person.id))
            return try visit.page(
                .person, title: PersonLink(page.person).name,
                ["person": page.values(visit), "stream": stream.values(visit)])
        }
    }

    @Sendable private func setAspects(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await answer(request, context) { form, id in
            let ids = try form.fields.values("aspect").map { text in
                guard let id = Int64(text) else {
                    throw ComposeError.unknownAspect(text, known: [])
                }
                return id
            }
            let isChanged = try form.visit.composer.setAspects(
                Set(ids), for: id, of: form.author)
            guard isChanged else { return nil }
            return ids.isEmpty ? .sharingEnded : .sharing
        }
    }

    @Sendable private func askAboutIgnoring(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid().string
            guard let person = try visit.read({ try $0.person(guid: guid) }),
                person.id != visit.readerID
            else { throw HTTPError(.notFound) }
            let name = ["name": visit.frame.joined([PersonLink(person).name])]
            let words = visit.frame.words
            return try ConfirmationPage(
                title: .appIgnoreTitle,
                sentences: [words.text(.appIgnoreWhat, name), words.text(.appIgnoreNot, name)],
                button: .appIgnoreThem, cancel: AppPath.person(guid), back: AppPath.person(guid)
            ).response(visit)
        }
    }

    @Sendable private func ignore(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await answer(request, context) { form, id in
            try form.visit.composer.ignore(id, of: form.author)
            return .ignored
        }
    }

    @Sendable private func unignore(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await answer(request, context) { form, id in
            try form.visit.composer.unignore(id, of: form.author)
            return .unignored
        }
    }

    private func answer(
        _ request: Request, _ context: PodRequestContext,
        _ action: (FormGate.Submission, DiasporaID) throws -> Notice?
    ) async throws -> Response {
        let guid = try context.guid()
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            guard let person = try parts.database.read({ try $0.person(guid) }) else {
                throw ComposeError.unknownPerson(guid.string)
            }
            return try action(form, person.diasporaID)
        }
    }
}
