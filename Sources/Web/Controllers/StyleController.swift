internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Server

/// The stylesheet of the signed-in pages.
///
///     GET /app/app-DIGEST.css
struct StyleController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self).get("app/:file", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let style = try parts.frames.current().style
        // A page that was open when the style changed asks for the old one, and gets the new.
        guard request.uri.path.hasPrefix("/app/app-"), request.uri.path.hasSuffix(".css") else {
            throw HTTPError(.notFound)
        }
        let isCurrent = request.uri.path == style.path
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8",
                .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
            ], body: .init(byteBuffer: ByteBuffer(bytes: style.bytes)))
    }
}
