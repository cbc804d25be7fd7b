internal import Composing
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The browsers in which the reader is signed in.
///
///     GET  /user/sessions
///     POST /user/sessions/ROW/end
///     POST /user/sessions/end_others
struct SessionController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("user/sessions", use: show)
            .post("user/sessions/end_others", use: endOthers)
            .post("user/sessions/:row/end", use: end)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            guard let reader = visit.signedIn else { throw HTTPError(.notFound) }
            let sessions = try visit.sessions.list(of: reader.author).map { session in
                [
                    "address": "\(AppPath.sessions)/\(session.id)/end", "id": "\(session.id)",
                    "device": DeviceName(session.device).text(visit.frame.words),
                    "since": visit.frame.moment(session.createdAt.seconds),
                    "seen": visit.frame.moment(session.seenAt.seconds),
                    "isThis": session.id == reader.session.id,
                ] as TemplateRecord
            }
            return try visit.page(
                .sessions, title: visit.frame.words.text(.appSessionsTitle),
                ["sessions": sessions, "hasOthers": sessions.count > 1])
        }
    }

    @Sendable private func end(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await ButtonGate(parts: parts).answer(request, context) { form in
            let row = context.parameters.get("row").flatMap { Int64($0) } ?? 0
            try form.visit.sessions.end(row, of: form.author)
            return .sessionEnded
        }
    }

    @Sendable private func endOthers(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        try await ButtonGate(parts: parts).answer(request, context) { form in
            if let session = form.visit.signedIn?.session {
                try form.visit.sessions.endOthers(than: session)
            }
            return .otherSessionsEnded
        }
    }
}
