internal import Blocking
import HTTPTypes
import Hummingbird
import Logging

/// Logs one line a request: method, path, status, milliseconds until the answer begins, and its ID.
///
/// Queries are left out, and so is what is secret in a path: logs are read by others. Attack 68.
struct AccessLogMiddleware: RouterMiddleware {
    typealias Context = PodRequestContext

    let table: AddressTable
    let identity: RequestIDs

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard context.logger.logLevel <= .info else { return try await next(request, context) }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = start.duration(to: .now).components
        let milliseconds = taken.seconds * 1000 + taken.attoseconds / 1_000_000_000_000_000
        // The reader of the log may be slow.
        await BlockingExecutor.onThreads {
            identity.logger(for: request, context).info(
                "answered a request",
                metadata: [
                    "method": "\(request.method)", "path": "\(table.shown(request.uri.path))",
                    "status": "\(response.status.code)", "milliseconds": "\(milliseconds)",
                ])
        }
        return response
    }
}
