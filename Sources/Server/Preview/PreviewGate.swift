import HTTPTypes
import Hummingbird
import NIOCore
internal import Site

/// Lets nobody pass but those who bring the token of a preview: first in the address, then in a cookie.
///
/// Nothing that passes may be kept by a browser: a draft may be gone tomorrow.
struct PreviewGate<Context: RequestContext>: RouterMiddleware {
    private static var cookie: String { "dandelion-preview" }

    let token: PreviewToken

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let given = request.uri.queryParameters.get("token"), token.matches(given) {
            return admission(to: request)
        }
        guard cookies(of: request).contains(where: { token.matches($0) }) else {
            return refusal(of: request)
        }
        var response = try await request.answer(in: context, by: next)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// Redirects to the same page without the token in its address, which would stay in the
    /// history.
    private func admission(to request: Request) -> Response {
        let path = try? RequestPath(request.uri.path)  // Of an odd one the first page is shown.
        let segments = path?.segments.filter { !$0.isEmpty } ?? []
        return Response(
            status: .seeOther,
            headers: [
                .location: RequestPath.encoded("/" + segments.joined(separator: "/")),
                .setCookie:
                    "\(Self.cookie)=\(token.text); Path=/; HttpOnly; SameSite=Lax",
                .cacheControl: "no-store",
            ])
    }

    private func refusal(of request: Request) -> Response {
        let line = "This is a preview. Open the address that the command printed, with its token.\n"
        let response = Response(
            status: .forbidden,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(string: line)))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func cookies(of request: Request) -> [Substring] {
        request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { part in
            let pair = part.drop { $0 == " " }
            return pair.hasPrefix(Self.cookie + "=")
                ? pair.dropFirst(Self.cookie.count + 1) : nil
        }
    }
}
