import HTTPTypes
import Hummingbird
import NIOCore

/// The tree's own page for what cannot be shown, or one plain line when the tree has none.
struct ErrorPage: Sendable {
    let tree: StaticTree
    /// Largest page that is sent, in bytes.
    let maximumBytes = 1 << 20

    func response(_ status: HTTPResponse.Status, to request: Request) -> Response {
        let names = ["/\(status.code).html", "/404.html"]
        // Without a page the plain line does, whatever the reason.
        let page = (try? page(names)) ?? nil
        let line = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n")
        let type = page == nil ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"
        let response = Response(
            status: status,
            headers: [.contentType: type, .cacheControl: tree.table.revalidated],
            body: .init(byteBuffer: page ?? line))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func page(_ names: [String]) throws -> ByteBuffer? {
        for name in names {
            if let file = try tree.open(name), file.size <= maximumBytes {
                return try file.read(0..<file.size)
            }
        }
        return nil
    }
}
