import HTTPTypes
import Hummingbird
import NIOCore
internal import Theming

/// The tree's own page for what cannot be shown, or plain lines when the tree has none.
struct ErrorPage: Sendable {
    let tree: StaticTree
    /// Largest page that is sent, in bytes.
    let maximumBytes = 1 << 20

    func response(_ status: HTTPResponse.Status, to request: Request) -> Response {
        answer(status, page(["/\(status.code).html", "/404.html"]), to: request)
    }

    /// Makes the answer to a request at which the pod failed, with the ID that the reader can tell the podmin.
    func failure(_ status: HTTPResponse.Status, id: String, to request: Request) -> Response {
        let text = page(["/500.html"]).map { page in
            ByteBuffer(
                string: String(buffer: page).replacing(
                    Theming.ErrorPage.requestPlaceholder, with: id))
        }
        return answer(status, text, note: "request \(id)\n", to: request)
    }

    /// Responds with the page, or without one in plain text.
    ///
    /// - Parameter note: A second line of the plain text.
    private func answer(
        _ status: HTTPResponse.Status, _ page: ByteBuffer?, note: String = "", to request: Request
    ) -> Response {
        let line = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n" + note)
        let type = page == nil ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"
        let response = Response(
            status: status,
            headers: [.contentType: type, .cacheControl: tree.table.revalidated],
            body: .init(byteBuffer: page ?? line))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func page(_ names: [String]) -> ByteBuffer? {
        for name in names {
            // Without a page the plain line does, whatever the reason.
            if let file = try? tree.open(name), file.size <= maximumBytes,
                let page = try? file.readBlocking(0..<file.size)
            {
                return page
            }
        }
        return nil
    }
}
