import HTTPTypes
import Hummingbird
import NIOCore

/// The script that reloads a page after a build, and its place in pages on their way out.
struct ReloadScript: Sendable {
    let source = """
        let known;
        new EventSource("/_reload").onmessage = ({ data }) => {
            if (known !== undefined && known !== data) location.reload();
            known = data;
        };

        """

    /// Responds with a page that ends in the script. It is never cached, as the file behind it will
    /// change.
    func response(page: ByteBuffer, headers: HTTPFields, to request: Request) -> Response {
        var page = page
        page.writeString("<script src=\"/_reload.js\"></script>\n")
        var headers = headers
        headers[.cacheControl] = "no-store"
        for name in [HTTPField.Name.eTag, .lastModified, .acceptRanges, .vary] {
            headers[name] = nil
        }
        let response = Response(status: .ok, headers: headers, body: .init(byteBuffer: page))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
