internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Beginning a private conversation.
///
///     GET  /conversations/new?person=GUID
///     POST /conversations                     fields person (several GUIDs), subject, text, key
struct NewConversationController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("conversations/new", use: compose)
            .post("conversations", use: start)
    }

    @Sendable private func compose(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let chosen = visit.parameter("person").map { [$0] } ?? []
            return try NewConversationPage(visit, chosen: chosen).response()
        }
    }

    @Sendable private func start(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: ConversationController.maximumBytes).answer(visit) {
            form in
            let (visit, fields) = (form.visit, form.fields)
            let guids = fields.values("person")
            let (subject, text) = (fields["subject"] ?? "", fields["text"] ?? "")
            do {
                let people = try guids.map(diasporaID)
                let guid = try visit.composer.startConversation(
                    with: people, subject: subject, text: text, as: form.author,
                    key: IdempotencyKey(
                        form: fields["key"], content: ["conversation", subject, text] + guids))
                return visit.redirect(to: AppPath.conversation(guid.string))
            } catch let error as ComposeError {
                var page = try NewConversationPage(visit, chosen: guids)
                (page.subject, page.text, page.key) = (subject, text, fields["key"])
                return try page.response(
                    FormProblem(
                        error, visit.frame.words, on: ["text", "subject", "participants"]))
            }
        }
    }

    /// - Throws: ``ComposeError/unknownPerson(_:)``, so that nobody is left out without a word.
    private func diasporaID(ofPerson guid: String) throws -> DiasporaID {
        guard let guid = GUID(guid), let person = try parts.database.read({ try $0.person(guid) })
        else { throw ComposeError.unknownPerson(guid) }
        return person.diasporaID
    }
}
