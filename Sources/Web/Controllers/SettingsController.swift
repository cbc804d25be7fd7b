internal import Composing
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The reader's own account: the password, the browsers where they are signed in, closing it.
///
///     GET  /user/edit
///     GET, POST /user/password        fields current_password, password, again
///     GET  /user/sessions
///     POST /user/sessions/ROW/end
///     POST /user/sessions/end_others
///     GET, POST /user/close           field current_password
struct SettingsController: Sendable {
    let parts: AppParts

    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("user/edit", use: show)
            .get("user/password", use: showPassword)
            .post("user/password", use: changePassword)
            .get("user/sessions", use: showSessions)
            .post("user/sessions/end_others", use: endOthers)
            .post("user/sessions/:row/end", use: endSession)
            .get("user/close", use: showClosing)
            .post("user/close", use: close)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            try visit.page(
                .settings, title: visit.frame.words.text(.appSettingsTitle), [:])
        }
    }

    // MARK: - Password

    @Sendable private func showPassword(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try passwordPage(visit) }
    }

    @Sendable private func changePassword(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, words) = (form.visit, form.visit.frame.words)
            let password = form.fields["password"] ?? ""
            guard password == form.fields["again"] else {
                return try passwordPage(
                    visit,
                    FormProblem(text: words.text(.appPasswordsDiffer), field: "again"))
            }
            do {
                try await visit.checkPassword(form.fields["current_password"] ?? "")
                try await parts.accounts(visit.frame.settings)
                    .setPassword(password, of: form.author)
                let signedIn = try await visit.signingIn(
                    form.author.user.username, password: password)
                return signedIn.redirect(to: AppPath.settings, saying: .passwordChanged)
            } catch SignInError.wrongCredentials {
                return try passwordPage(visit, Self.wrongPassword(words))
            } catch let error as SignInError {
                return try passwordPage(visit, FormProblem(error, words, on: []))
            } catch let error as ComposeError {
                return try passwordPage(visit, FormProblem(error, words, on: ["password"]))
            }
        }
    }

    private func passwordPage(
        _ visit: Visit, _ problem: FormProblem? = nil
    ) throws -> Response {
        var values = TemplateRecord()
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .password, title: visit.frame.words.text(.appPasswordTitle),
            status: problem?.status ?? .ok, values)
    }

    private static func wrongPassword(_ words: Words) -> FormProblem {
        FormProblem(text: words.text(.appWrongPassword), field: "current_password")
    }

    // MARK: - Sessions

    @Sendable private func showSessions(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            guard let reader = visit.signedIn else { throw HTTPError(.notFound) }
            let sessions = try visit.sessions.list(of: reader.author).map { session in
                [
                    "address": "\(AppPath.sessions)/\(session.id)/end",
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

    @Sendable private func endSession(
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
            return .sessionEnded
        }
    }

    // MARK: - Closing

    @Sendable private func showClosing(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try closingPage(visit) }
    }

    @Sendable private func close(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, words) = (form.visit, form.visit.frame.words)
            do {
                try await visit.checkPassword(form.fields["current_password"] ?? "")
                _ = try parts.accounts(visit.frame.settings).close(form.author.user.username)
                return try visit.signingOut().redirect(to: AppPath.signOut)
            } catch SignInError.wrongCredentials {
                return try closingPage(visit, Self.wrongPassword(words))
            } catch let error as SignInError {
                return try closingPage(visit, FormProblem(error, words, on: []))
            } catch let error as ComposeError {
                return try closingPage(visit, FormProblem(error, words, on: []))
            }
        }
    }

    private func closingPage(_ visit: Visit, _ problem: FormProblem? = nil) throws -> Response {
        let name = visit.signedIn?.author.user.username ?? ""
        var values: TemplateRecord = [
            "what": visit.frame.words.text(.appCloseWhat, ["name": name])
        ]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .closing, title: visit.frame.words.text(.appCloseTitle),
            status: problem?.status ?? .ok, values)
    }
}
