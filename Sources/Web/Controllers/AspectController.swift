internal import Composing
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The reader's aspects: made, renamed, put in order, deleted.
///
///     POST /aspects                       field name
///     POST /aspects/ROW/rename            field name
///     POST /aspects/ROW/up                and down
///     GET, POST /aspects/ROW/delete
struct AspectController: Sendable {
    let parts: AppParts

    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .post("aspects", use: make)
            .post("aspects/:row/rename", use: rename)
            .post("aspects/:row/up") { try await move($0, $1, isUp: true) }
            .post("aspects/:row/down") { try await move($0, $1, isUp: false) }
            .get("aspects/:row/delete", use: askAboutDeleting)
            .post("aspects/:row/delete", use: delete)
    }

    @Sendable private func make(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await naming(request, context, .sharedWith) { name, form in
            try form.visit.composer.addAspect(name, of: form.author)
            return .aspectMade
        }
    }

    @Sendable private func rename(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let row = try Self.row(context)
        return try await naming(request, context, .aspect(row)) { name, form in
            try form.visit.composer.renameAspect(row, to: name, of: form.author)
            return .aspectRenamed
        }
    }

    /// Answers a form that names an aspect, with the list it leads to; a name that is not taken stays in the form.
    private func naming(
        _ request: Request, _ context: PodRequestContext, _ list: ContactList,
        _ action: (String, FormGate.Submission) throws -> Notice
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let name = form.fields["name"] ?? ""
            do {
                return form.visit.redirect(
                    to: list.address, saying: try action(name, form))
            } catch let error as ComposeError {
                let problem = FormProblem(
                    text: form.visit.frame.words.text(for: error), field: "name")
                guard let page = try ContactsPage(list, in: form.visit.at(list.address)) else {
                    return try form.visit.refused(error)
                }
                return try page.response(problem, name: name)
            }
        }
    }

    private func move(
        _ request: Request, _ context: PodRequestContext, isUp: Bool
    ) async throws -> Response {
        let row = try Self.row(context)
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.moveAspect(row, isUp: isUp, of: form.author)
            return nil
        }
    }

    @Sendable private func askAboutDeleting(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let row = try Self.row(context)
            guard let aspect = try visit.read({ try $0.aspects() }).first(where: { $0.id == row })
            else { throw HTTPError(.notFound) }
            let words = visit.frame.words
            return try ConfirmationPage(
                title: .appDeleteAspectTitle,
                sentences: [
                    words.text(
                        .appDeleteAspectWhat,
                        [
                            "name": visit.frame.joined([aspect.name]),
                            "people": words.plural(.people, count: aspect.memberCount),
                        ])
                ],
                button: .appDeleteThisAspect, cancel: ContactList.aspect(row).address,
                back: AppPath.contacts
            ).response(visit)
        }
    }

    @Sendable private func delete(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let row = try Self.row(context)
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.deleteAspect(id: row, of: form.author)
            return .aspectDeleted
        }
    }

    private static func row(_ context: PodRequestContext) throws -> Int64 {
        guard let row = context.parameters.get("row").flatMap({ Int64($0) }) else {
            throw HTTPError(.notFound)
        }
        return row
    }
}
