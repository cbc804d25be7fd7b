import Hummingbird

extension Request {
    /// Has the request answered; an error that is an answer of HTTP becomes that answer.
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
