import HTTPTypes
import Hummingbird

/// Refuses bodies that are announced to be too long, before a byte of them is read.
///
/// Bodies that grow too long without announcing it are cut by ``ConnectionGuard``.
struct BodyLimitMiddleware: RouterMiddleware {
    typealias Context = PodRequestContext

    let maximumBytes: Int

    func handle(
        _ request: Request, context: PodRequestContext,
        next: (Request, PodRequestContext) async throws -> Response
    ) async throws -> Response {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBytes
        {
            return Response(status: .contentTooLarge, headers: [.connection: "close"])
        }
        var context = context
        context.maximumBodyBytes = maximumBytes
        return try await next(request, context)
    }
}
