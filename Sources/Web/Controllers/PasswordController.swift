internal import Composing
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Changing the reader's password.
///
///     GET, POST /user/password        fields current_password, password, again
struct PasswordController: Sendable {
    let parts: AppParts

    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("user/password", use: show)
            .post("user/password", use: change)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader { try page(visit) }
    }

    @Sendable private func change(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, words) = (form.visit.at(AppPath.password), form.visit.frame.words)
            let password = form.fields["password"] ?? ""
            guard password == form.fields["again"] else {
                return try page(
                    visit, FormProblem(text: words.text(.appPasswordsDiffer), field: "again"))
            }
            do {
                try await visit.checkPassword(form.fields["current_password"] ?? "")
                try await parts.accounts(visit.frame.settings)
                    .setPassword(password, of: form.author)
            } catch let error as SignInError {
                return try page(visit, FormProblem(ofPassword: error, words))
            } catch let error as ComposeError {
                return try page(visit, FormProblem(error, words, on: ["password"]))
            }
            return try await signIn(visit, form.author, password)
        }
    }

    /// Signs the same browser in anew; where that is refused, as after many attempts, the page for signing in says what was done.
    private func signIn(
        _ visit: Visit, _ author: Author, _ password: String
    ) async throws -> Response {
        do {
            return try await visit.signingIn(author.user.username, password: password)
                .redirect(to: AppPath.settings, saying: .passwordChanged)
        } catch is SignInError {
            return visit.redirect(to: AppPath.signIn, saying: .passwordChanged)
        }
    }

    private func page(_ visit: Visit, _ problem: FormProblem? = nil) throws -> Response {
        var values = TemplateRecord()
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .password, title: visit.frame.words.text(.appPasswordTitle),
            status: problem?.status ?? .ok, values)
    }
}
