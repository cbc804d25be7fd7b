import HTTPTypes
import Hummingbird
import Logging

/// Puts the security headers on every answer, those made from errors included.
///
/// An answer that has chosen its own value for one of them keeps it.
struct SecurityHeadersMiddleware<Context: RequestContext>: RouterMiddleware {
    let table: AddressTable

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await answer(request, context, next)
        for (name, value) in table.securityHeaders { response.headers.setIfMissing(name, value) }
        response.headers.setIfMissing("Content-Security-Policy", table.pageSecurityPolicy)
        return response
    }

    private func answer(
        _ request: Request, _ context: Context,
        _ next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            return try error.response(from: request, context: context)
        } catch let error as StaticTreeError {
            context.logger.error("A file cannot be sent", metadata: ["error": "\(error)"])
            return Response(
                status: .serviceUnavailable, headers: [.retryAfter: "\(table.retryAfter)"])
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            context.logger.error("A request failed", metadata: ["error": "\(error)"])
            return Response(status: .internalServerError)
        }
    }
}
