internal import Composing
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Closing the reader's account.
///
///     GET, POST /user/close       field current_password
struct ClosingController: Sendable {
    let parts: AppParts

    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("user/close", use: show)
            .post("user/close", use: close)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try page(visit) }
    }

    @Sendable private func close(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, words) = (form.visit.at(AppPath.closing), form.visit.frame.words)
            guard form.author.user.username != visit.frame.settings.adminAccount else {
                return try page(visit, FormProblem(text: words.text(.appCloseAdmin)))
            }
            do {
                try await visit.checkPassword(form.fields["current_password"] ?? "")
                _ = try parts.accounts(visit.frame.settings).close(form.author.user.username)
                return try visit.signingOut()
                    .redirect(to: AppPath.signOut, saying: .accountClosed)
            } catch let error as SignInError {
                return try page(visit, FormProblem(ofPassword: error, words))
            } catch let error as ComposeError {
                return try page(visit, FormProblem(error, words, on: []))
            }
        }
    }

    private func page(_ visit: Visit, _ problem: FormProblem? = nil) throws -> Response {
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
