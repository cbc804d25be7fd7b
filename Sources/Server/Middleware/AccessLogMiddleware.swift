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
    let log: AccessLog

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard context.logger.logLevel <= .info else { return try await next(request, context) }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = start.duration(to: .now).components
        let milliseconds = taken.seconds * 1000 + taken.attoseconds / 1_000_000_000_000_000
        // Nothing else of request and answer is kept until the line is written.
        let logger = identity.logger(for: request, context)
        let metadata: Logger.Metadata = [
            "method": "\(request.method)", "path": "\(table.shown(request.uri.path))",
            "status": "\(response.status.code)", "milliseconds": "\(milliseconds)",
        ]
        await log.record { logger.info("answered a request", metadata: metadata) }
        return response
    }
}
