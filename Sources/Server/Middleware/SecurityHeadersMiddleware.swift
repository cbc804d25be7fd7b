internal import Blocking
import HTTPTypes
import Hummingbird
import Logging

/// Puts the security headers on every answer, those made from errors included.
///
/// An answer that has chosen its own value for one of them keeps it. One that says that the pod failed has the ID of
/// its request, by which the podmin finds it in the log.
struct SecurityHeadersMiddleware: RouterMiddleware {
    typealias Context = PodRequestContext

    let errorPage: ErrorPage
    let identity: RequestIDs
    private let headers: [(name: HTTPField.Name, value: String)]

    init(errorPage: ErrorPage, identity: RequestIDs) {
        self.errorPage = errorPage
        self.identity = identity
        let table = errorPage.tree.table
        headers =
            (table.securityHeaders + [("Content-Security-Policy", table.pageSecurityPolicy)])
            .compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }

    private var table: AddressTable { errorPage.tree.table }

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await answer(request, context, next)
        for (name, value) in headers where !response.headers.contains(name) {
            response.headers[name] = value
        }
        if response.status.kind == .serverError {
            response.headers.setIfMissing(
                RequestIDs.header, identity.id(of: request, context))
        }
        return response
    }

    private func answer(
        _ request: Request, _ context: Context,
        _ next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await request.answer(in: context, by: next)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return await BlockingExecutor.onThreads { failure(error, request, context) }
        }
    }

    /// Logs an error, and answers with the page that says so.
    private func failure(
        _ error: any Error, _ request: Request, _ context: Context
    ) -> Response {
        let logger = identity.logger(for: request, context)
        guard error is StaticTreeError else {
            logger.error("a request failed", metadata: ["error": "\(error)"])
            return failure(.internalServerError, request, context)
        }
        logger.error("a file cannot be sent", metadata: ["error": "\(error)"])
        var response = failure(.serviceUnavailable, request, context)
        response.headers[.retryAfter] = "\(table.retryAfter)"
        return response
    }

    private func failure(
        _ status: HTTPResponse.Status, _ request: Request, _ context: Context
    ) -> Response {
        errorPage.failure(status, id: identity.id(of: request, context), to: request)
    }
}
