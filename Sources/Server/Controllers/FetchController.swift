import Diaspora
internal import Federation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Public entities as signed documents, where no file of the tree is one.
///
///     GET /fetch/TYPE/GUID
///
/// Spec: diaspora* federation protocol, "Fetching and backfill".
struct FetchController: Sendable {
    let documents: PublicDocuments
    let exposure: ExposureNote

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("fetch/:type/:guid", use: show)
            .head("fetch/:type/:guid", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        guard let type = context.parameters.get("type"),
            let guid = context.parameters.get("guid").flatMap({ GUID($0) })
        else { return Self.answer(.notFound, "there is no such document\n", to: request) }
        // It may sign, and keep what it signed.
        switch try documents.document(type: type, guid: guid) {
        case .document(let bytes):
            exposure.make(.document, request, context)
            return Self.answer(
                .ok, bytes, type: "application/magic-envelope+xml", to: request)
        case .elsewhere(let url):
            var response = Self.answer(.found, "it is at \(url)\n", to: request)
            response.headers[.location] = url
            return response
        case .notYet:
            var response = Self.answer(
                .serviceUnavailable, "it is being signed; try again soon\n", to: request)
            response.headers[.retryAfter] = "5"
            return response
        case .none:
            return Self.answer(.notFound, "there is no such document\n", to: request)
        }
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ text: String, to request: Request
    ) -> Response {
        answer(status, Array(text.utf8), type: "text/plain; charset=utf-8", to: request)
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ bytes: [UInt8], type: String, to request: Request
    ) -> Response {
        let response = Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
