import HTTPTypes
import Hummingbird
import Logging

/// Logs one line a request: method, path, status, milliseconds until the answer begins.
///
/// Queries are left out, and so is what is secret in a path: logs are read by others. Attack 68.
struct AccessLogMiddleware<Context: RequestContext>: RouterMiddleware {
    let table: AddressTable

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = start.duration(to: .now).components
        let milliseconds = taken.seconds * 1000 + taken.attoseconds / 1_000_000_000_000_000
        context.logger.info(
            "Request",
            metadata: [
                "method": "\(request.method)", "path": "\(table.shown(request.uri.path))",
                "status": "\(response.status.code)", "milliseconds": "\(milliseconds)",
            ])
        return response
    }
}
