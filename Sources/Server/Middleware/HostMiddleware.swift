import HTTPTypes
import Hummingbird

/// Refuses requests that do not name one host: two programs could take them for different ones.
///
/// Spec: RFC 9112, section 3.2. Requests of HTTP/1.0, which need none, have one from ``OldRequestHandler``.
struct HostMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first one is the authority, and no field any more.
        guard request.head.authority != nil, !request.headers.contains(where: Self.isHost) else {
            throw HTTPError(.badRequest)
        }
        return try await next(request, context)
    }

    private static func isHost(_ field: HTTPField) -> Bool {
        field.name.canonicalName == "host"
    }
}
