import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Server-sent events for the pages of `build --watch`. Spec: WHATWG HTML, section 9.2.
struct ReloadController: Sendable {
    let hub: ReloadHub

    func addRoutes(to router: Router<PodRequestContext>) {
        router.get("_reload", use: events)
        router.get("_reload.js", use: script)
    }

    @Sendable private func events(
        request: Request, context: PodRequestContext
    ) async -> Response {
        let numbers = await hub.numbers()
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                // Ends with the server: an open page must not hold up its shutdown.
                for await number in numbers.cancelOnGracefulShutdown() {
                    try await writer.write(
                        ByteBuffer(string: "retry: 1000\ndata: \(number)\n\n"))
                }
                try await writer.finish(nil)
            })
    }

    @Sendable private func script(request: Request, context: PodRequestContext) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/javascript; charset=utf-8", .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(string: ReloadScript().source)))
    }
}
