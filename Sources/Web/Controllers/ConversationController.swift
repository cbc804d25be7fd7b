internal import Composing
internal import Diaspora
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Private conversations among a few people.
///
///     GET  /conversations?after=TIME.ROW
///     GET  /conversations/GUID?before=ROW
///     POST /conversations/GUID                fields text, key
///     GET, POST /conversations/GUID/leave
struct ConversationController: Sendable {
    let parts: AppParts

    /// Bytes of a form: each character of the longest text as twelve.
    static let maximumBytes = 12 * PostContent.maximumLimitedCharacters + (64 << 10)

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("conversations", use: list)
            .get("conversations/:guid", use: show)
            .post("conversations/:guid", use: reply)
            .get("conversations/:guid/leave", use: askAboutLeaving)
            .post("conversations/:guid/leave", use: leave)
    }

    @Sendable private func list(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try ConversationListPage(visit).response() }
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid()
            guard let page = try ConversationPage(guid, in: visit) else {
                throw HTTPError(.notFound)
            }
            if page.isLast, page.conversation.unreadCount > 0, let reader = visit.signedIn,
                Self.isOpened(request)
            {
                do {
                    try visit.composer.markRead(
                        guid, through: page.newestID, as: reader.author)
                } catch ComposeError.unknownConversation {
                    throw HTTPError(.notFound)
                }
            }
            return try page.response()
        }
    }

    /// Returns whether somebody opens the page: one that a browser fetches beforehand, or that another page names as a picture,
    /// has been read by nobody.
    private static func isOpened(_ request: Request) -> Bool {
        request.headers[.secPurpose] == nil
            && ["document", nil].contains(request.headers[.secFetchDest])
    }

    @Sendable private func reply(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let guid = try context.guid()
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let visit = form.visit.at(AppPath.conversation(guid.string))
            let (text, key) = (form.fields["text"] ?? "", form.fields["key"])
            do {
                let message = try visit.composer.reply(
                    to: guid, text: text, as: form.author,
                    key: IdempotencyKey(form: key, content: ["message", guid.string, text]))
                return visit.redirect(
                    to: AppPath.conversation(guid.string) + "#message~" + message.string)
            } catch let error as ComposeError {
                guard var page = try ConversationPage(guid, in: visit) else {
                    return try visit.refused(
                        visit.frame.words.text(.appGone), status: .notFound, keeping: text)
                }
                (page.text, page.key) = (text, key)
                return try page.response(FormProblem(error, visit.frame.words, on: ["text"]))
            }
        }
    }

    @Sendable private func askAboutLeaving(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid().string
            guard try visit.read({ try $0.conversation(guid: guid) }) != nil else {
                throw HTTPError(.notFound)
            }
            return try ConfirmationPage(
                title: .appLeaveTitle, sentences: [visit.frame.words.text(.appLeaveWhat)],
                button: .appLeaveConversation, cancel: AppPath.conversation(guid),
                back: AppPath.conversations
            ).response(visit)
        }
    }

    @Sendable private func leave(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let guid = try context.guid()
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.leaveConversation(guid, as: form.author)
            return .conversationLeft
        }
    }
}
