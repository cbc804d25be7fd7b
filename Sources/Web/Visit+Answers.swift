internal import Composing
internal import Cryptography
internal import Diaspora
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Store
internal import Theming

extension Visit {
    /// Bytes of a page that are sent at once, so that a slow reader has time for each.
    private static let pieceBytes = 64 << 10
    /// Seconds after which somebody who was sent away may come again.
    private static let retryAfter = "5"

    /// Returns the token for the forms of this page.
    func token() throws -> String { try FormToken(secret: secret).masked(parts.random) }

    /// Returns whether a form was shown in this browser.
    func isValid(_ token: String?) throws -> Bool {
        try FormToken(secret: secret).matches(token)
    }

    /// Generates a key for one form on this page.
    func newKey() -> String { parts.random.hexadecimal(byteCount: IdempotencyKey.formBytes) }

    /// Answers with a page.
    ///
    /// - Parameters:
    ///   - hasForm: Whether somebody who is not signed in may send a form of it.
    ///   - values: Those of its template.
    func page(
        _ page: AppTemplates.Page, title: String, status: HTTPResponse.Status = .ok,
        hasForm: Bool = true, _ values: TemplateRecord
    ) throws -> Response {
        let viewer = try signedIn.map { user in
            AppFrame.Viewer(
                name: user.author.user.username, token: try token(),
                address: SitePath.person(user.author.user.username), here: here,
                unreadCount: try read { try $0.unreadConversationCount() })
        }
        var values = values
        if let notice {
            values["notice"] = frame.words.text(notice.key)
            if let undo = notice.undo,
                let guid = parameter(Notice.subjectField).flatMap({ GUID($0) })
            {
                values["undo"] =
                    ["address": "\(AppPath.post(guid.string))/\(undo.rawValue)"] as TemplateRecord
            }
        }
        let bytes = ByteBuffer(bytes: try frame.render(page, title: title, for: viewer, values))
        var response = Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: Self.body(bytes))
        finish(&response)
        if status == .serviceUnavailable { response.headers[.retryAfter] = Self.retryAfter }
        if hasForm, let visitorCookie {
            response.headers.append(HTTPField(name: .setCookie, value: visitorCookie))
        }
        return response
    }

    /// The notice that the page begins with; none that another site asks for.
    private var notice: Notice? {
        guard ["same-origin", nil].contains(request.headers[.secFetchSite]) else { return nil }
        return parameter(Notice.field).flatMap(Notice.init)
    }

    /// Leads on to another address of the pod, by GET.
    ///
    /// - Parameters:
    ///   - notice: The sentence that the page there begins with.
    ///   - subject: The post that the notice is about.
    func redirect(
        to address: String, saying notice: Notice? = nil, about subject: GUID? = nil
    ) -> Response {
        guard let notice else { return lead(to: address) }
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let separator = parts[0].contains("?") ? "&" : "?"
        return lead(
            to: "\(parts[0])\(separator)\(Notice.field)=\(notice.rawValue)"
                + (subject.map { "&\(Notice.subjectField)=\($0)" } ?? "")
                + (parts.count > 1 ? "#\(parts[1])" : ""))
    }

    private func lead(to address: String) -> Response {
        var response = Response(status: .seeOther, headers: [.location: address])
        finish(&response)
        return response
    }

    /// Answers somebody who is signed in, and leads others to the page for signing in, and from there back here.
    func asReader(_ body: () throws -> Response) throws -> Response {
        guard signedIn != nil else {
            return redirect(to: AppAddress(request.uri.description).signInAddress)
        }
        return try body()
    }

    private static func body(_ bytes: ByteBuffer) -> ResponseBody {
        guard bytes.readableBytes > pieceBytes else { return ResponseBody(byteBuffer: bytes) }
        return ResponseBody(contentLength: bytes.readableBytes) { writer in
            var rest = bytes
            while let piece = rest.readSlice(length: min(pieceBytes, rest.readableBytes)),
                piece.readableBytes > 0
            {
                try await writer.write(piece)
            }
            try await writer.finish(nil)
        }
    }

    private func finish(_ response: inout Response) {
        for cookie in newCookies {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        response.headers[.cacheControl] = "private, no-cache"
        response.headers[.vary] = "Cookie"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.robots] = "noindex"
    }
}
