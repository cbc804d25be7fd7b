internal import Blocking
import HTTPTypes
import Hummingbird

/// Serves the public tree before all routes, and says what became of what nobody serves.
///
/// Redirects name paths alone: neither `Host` nor `X-Forwarded-*` of a request is ever read.
struct StaticTreeMiddleware: RouterMiddleware {
    typealias Context = PodRequestContext

    let tree: StaticTree
    /// Whether the pod serves files, or a web server in front of it does.
    let servesFiles: Bool
    let lookups: TreeLookups
    /// Whether pages get the script that reloads them.
    let reloadsPages: Bool
    private let pages = KnownPages()

    init(tree: StaticTree, servesFiles: Bool, lookups: TreeLookups, reloadsPages: Bool) {
        self.tree = tree
        self.servesFiles = servesFiles
        self.lookups = lookups
        self.reloadsPages = reloadsPages
    }

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let response = try await answerAtOnce(request, context) { return response }
        return try await BlockingExecutor.onThreads {
            try await answer(request, context, next)
        }
    }

    /// Answers with a file of the tree whose answer needs no lookup in the database.
    private func answerAtOnce(_ request: Request, _ context: Context) async throws -> Response? {
        guard servesFiles, !reloadsPages, request.method == .get || request.method == .head,
            let path = try? RequestPath(request.uri.path), !tree.table.isOldFeed(path.string),
            let match = try match(path, for: request)
        else { return nil }
        let description = tree.table.description(of: match.name, at: path.string)
        guard !description.isPage || pages.contains(path.string) else { return nil }
        return try await response(match, description, at: path, to: request, context)
    }

    private func answer(
        _ request: Request, _ context: Context,
        _ next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let path = try? RequestPath(request.uri.path) else {  // It says only "malformed".
            return errorPage.response(.badRequest, to: request)
        }
        let isRead = request.method == .get || request.method == .head
        if isRead, tree.table.isOldFeed(path.string) {
            let new = try await feed(askedForAs: path)
            if let new { return redirect(to: new, request) }
        }
        let match = isRead && servesFiles ? try match(path, for: request) : nil
        if let match {
            let description = tree.table.description(of: match.name, at: path.string)
            // The tree holds a small page at an old address, for readers of a pod that is off.
            if description.isPage {
                if let new = await lookups.redirect(path.string) {
                    return redirect(to: new, request)
                }
                pages.insert(path.string)
            }
            return try await response(match, description, at: path, to: request, context)
        }
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return try await answer(toUnknown: path, request: request, isRead: isRead)
        }
    }

    private var errorPage: ErrorPage { ErrorPage(tree: tree) }

    /// Returns the address to which a feed name of another program redirects; `nil` if a page
    /// stands there.
    private func feed(askedForAs path: RequestPath) async throws -> String? {
        if lookups.isOwn(path.string) { return nil }
        if let new = await lookups.redirect(path.string) { return new }
        let match = try tree.match(path, codings: [])
        let isPage = match.map { $0.name.hasSuffix(".html") } ?? false
        return isPage ? nil : tree.table.feed
    }

    private func match(
        _ path: RequestPath, for request: Request
    ) throws -> StaticTree.Match? {
        let codings =
            reloadsPages ? [] : ContentCoding.accepted(by: request.headers[.acceptEncoding])
        return try tree.match(path, codings: codings)
    }

    private func response(
        _ match: StaticTree.Match, _ description: FileDescription, at path: RequestPath,
        to request: Request, _ context: Context
    ) async throws -> Response {
        let address = path.string
        let canonical = tree.table.canonicalAddress(of: match.name, askedFor: address)
        if let canonical = canonical ?? (path.endsInSlash ? address : nil) {
            return redirect(to: canonical, request)
        }
        let file = FileResponse(
            match: match, description: description, eventLoop: context.eventLoop)
        if reloadsPages, description.isPage {
            return ReloadScript().response(
                page: try await file.wholeFile(), headers: file.headers, to: request)
        }
        return try await file.response(to: request)
    }

    private func answer(
        toUnknown path: RequestPath, request: Request, isRead: Bool
    ) async throws -> Response {
        guard isRead else {
            guard servesFiles, try tree.match(path, codings: []) != nil else {
                return errorPage.response(.notFound, to: request)
            }
            var response = errorPage.response(.methodNotAllowed, to: request)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        if let new = await lookups.redirect(path.string) { return redirect(to: new, request) }
        if let guid = tree.table.postGUID(in: path.segments), await lookups.deleted(guid) {
            return errorPage.response(.gone, to: request)
        }
        return errorPage.response(.notFound, to: request)
    }

    /// Responds with a redirect.
    ///
    /// - Parameter target: A decoded path, or the URL of another site as it is.
    private func redirect(to target: String, _ request: Request) -> Response {
        let query = request.uri.query.map { "?" + $0 } ?? ""
        let location = target.hasBytePrefix("/") ? RequestPath.encoded(target) + query : target
        return Response(
            status: .movedPermanently,
            headers: [.location: location, .cacheControl: tree.table.revalidated])
    }
}
