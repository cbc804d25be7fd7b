internal import Composing
internal import HTTPTypes
internal import Hummingbird
internal import Server
internal import Theming

/// Signing in and out.
///
///     GET  /users/sign_in?to=ADDRESS
///     POST /users/sign_in             fields username, password, to
///     POST /users/sign_out
///     GET  /users/sign_out            the page after it
///     GET  /users/signed_out.css      what that page loads
struct SignInController: Sendable {
    let parts: AppParts

    /// Bytes of a form.
    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("users/sign_in", use: show)
            .post("users/sign_in", use: signIn)
            .post("users/sign_out", use: signOut)
            .get("users/sign_out", use: showSignedOut)
            .get("users/signed_out.css", use: forgetPages)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        let target = AppAddress(visit.parameter("to"))
        guard visit.signedIn == nil else { return visit.redirect(to: target.address) }
        return try page(visit, target)
    }

    @Sendable private func signIn(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).reading(visit) { fields in
            let (target, name) = (AppAddress(fields["to"]), fields["username"] ?? "")
            guard try visit.isValid(fields[FormToken.field]) else {
                let stale = FormProblem(
                    text: visit.frame.words.text(.appSignInStale), status: .forbidden)
                return try page(visit, target, name, stale)
            }
            return try await signIn(visit, target, name, password: fields["password"] ?? "")
        }
    }

    private func signIn(
        _ visit: Visit, _ target: AppAddress, _ name: String, password: String
    ) async throws -> Response {
        let words = visit.frame.words
        do {
            let visit = try await visit.signingIn(name, password: password)
            return visit.redirect(to: target.address)
        } catch let error as SignInError {
            return try page(visit, target, name, FormProblem(error, words, on: ["password"]))
        } catch let error as ComposeError {
            return try page(visit, target, name, FormProblem(error, words, on: []))
        }
    }

    @Sendable private func signOut(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        guard visit.signedIn != nil else { return visit.redirect(to: AppPath.signIn) }
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { submission in
            try submission.visit.signingOut().redirect(to: AppPath.signOut)
        }
    }

    @Sendable private func showSignedOut(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        guard visit.signedIn == nil else { return visit.redirect(to: AppPath.stream) }
        return try page(visit, AppAddress(nil), isSignedOut: true)
    }

    /// Has the browser forget the pages of this pod that it keeps for “Back”.
    ///
    /// The page from which somebody signed out is kept once the next one is there: a header of that one, or of the answer
    /// that leads to it, would come too early. So that page loads an empty stylesheet, and this has the header.
    /// Spec: W3C, "Clear Site Data", section 3.1.
    @Sendable private func forgetPages(
        request: Request, context: PodRequestContext
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8", .cacheControl: "no-store",
                .clearSiteData: "\"cache\"",
            ])
    }

    private func page(
        _ visit: Visit, _ target: AppAddress, _ name: String = "", _ problem: FormProblem? = nil,
        isSignedOut: Bool = false
    ) throws -> Response {
        var values: TemplateRecord = [
            "isSignedOut": isSignedOut,
            "form": ["token": try visit.token(), "to": target.address, "username": name]
                as TemplateRecord,
        ]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .signIn, title: visit.frame.words.text(.appSignInTitle),
            status: problem?.status ?? .ok, values)
    }
}
