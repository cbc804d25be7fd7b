import Hummingbird

extension Request {
    /// Answers the request; an error that has an HTTP status becomes that answer.
    ///
    /// A middleware that changes all answers would never see those that are thrown.
    func answer<Context: RequestContext>(
        in context: Context, by next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(self, context)
        } catch let error as any HTTPResponseError {
            return try error.response(from: self, context: context)
        }
    }
}
