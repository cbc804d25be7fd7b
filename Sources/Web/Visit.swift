internal import Composing
internal import Cryptography
internal import Hummingbird
internal import Server
internal import Store

/// One request to the signed-in pages: who sent it, and what the answer is made with.
struct Visit: Sendable {
    let request: Request
    let context: PodRequestContext
    let parts: AppParts
    let frame: AppFrame
    /// The user; nil if nobody is signed in.
    private(set) var signedIn: SignedIn?
    /// The secret of the forms on the page: the value of a cookie.
    private(set) var secret: String
    /// The values of `Set-Cookie`.
    private(set) var newCookies: [String]
    /// The one for a browser in which nobody is signed in, for pages with a form.
    let visitorCookie: String?
    /// The address of the page that a form shows once more; nil for the page of the request.
    var pageAddress: String?

    /// Finds out who sent a request.
    ///
    /// - Throws: `HTTPError` 404 for a path that browsers would read as another host where a page repeats it.
    init(_ request: Request, _ context: PodRequestContext, _ parts: AppParts) throws {
        guard !request.uri.path.hasPrefix("//") else { throw HTTPError(.notFound) }
        self.request = request
        self.context = context
        self.parts = parts
        let frame = try parts.frames.current()
        self.frame = frame
        let cookies = RequestCookies(request.headers[values: .cookie])
        let (session, visitor) = Self.cookies(frame.settings)
        let token = session.value(in: cookies)
        signedIn = try token.flatMap { try Self.sessions(parts, frame.settings).find($0) }
        if let known = token ?? visitor.value(in: cookies) {
            secret = known
            newCookies = signedIn?.isRenewed == true ? [session.setting(known)] : []
            visitorCookie = nil
        } else {
            secret = parts.random.hexadecimal(byteCount: Sessions.tokenBytes)
            newCookies = []
            visitorCookie = visitor.setting(secret)
        }
    }

    var sessions: Sessions { Self.sessions(parts, frame.settings) }

    var composer: Composer { Composer(parts.context(frame.settings)) }

    /// The person who reads; nil if nobody is signed in.
    var readerID: Int64? { signedIn?.author.person.id }

    /// Reads as the user may; without one, as everybody may.
    func read<T>(_ body: (ReaderTransaction) throws -> T) throws -> T {
        try parts.readers.read(as: readerID, body)
    }

    // MARK: - Sessions

    /// Looks the session up once more: it may have ended while the body of the request came.
    func checkingSession() throws -> Visit {
        guard signedIn != nil else { return self }
        var visit = self
        visit.signedIn = try sessions.find(secret)
        return visit
    }

    /// Signs a user in.
    ///
    /// - Returns: The same request, now theirs.
    /// - Throws: ``SignInError``, ``ComposeError``.
    func signingIn(_ name: String, password: String) async throws -> Visit {
        let token = try await sessions.signIn(
            name, password: password, from: parts.client.of(request, context),
            replacing: signedIn?.session, device: request.headers[.userAgent] ?? "")
        let (session, visitor) = Self.cookies(frame.settings)
        var visit = self
        visit.signedIn = try sessions.find(token)
        visit.secret = token
        visit.newCookies = [session.setting(token), visitor.removing]
        return visit
    }

    /// Checks the password of the user who is signed in.
    ///
    /// - Throws: ``SignInError``.
    func checkPassword(_ password: String) async throws {
        guard let user = signedIn?.author.user else { throw SignInError.wrongCredentials }
        try await sessions.check(
            password, of: user, from: parts.client.of(request, context))
    }

    /// Ends the session.
    ///
    /// - Returns: The same request, of nobody.
    func signingOut() throws -> Visit {
        if let signedIn { try sessions.end(signedIn.session) }
        var visit = self
        visit.signedIn = nil
        visit.newCookies = [Self.cookies(frame.settings).session.removing]
        return visit
    }

    private static func cookies(
        _ settings: SiteSettings
    ) -> (session: AppCookie, visitor: AppCookie) {
        let isSecure = settings.url.hasPrefix("https://")
        return (.session(isSecure: isSecure), .visitor(isSecure: isSecure))
    }

    private static func sessions(_ parts: AppParts, _ settings: SiteSettings) -> Sessions {
        Sessions(parts.context(settings), passwords: parts.passwords)
    }
}
