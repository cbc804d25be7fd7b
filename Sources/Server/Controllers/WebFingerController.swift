import Diaspora
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Tells other pods where a person of this one is found.
///
///     GET /.well-known/webfinger?resource=acct:alice@pod.example
///
/// Spec: RFC 7033, section 4; diaspora* federation protocol, "WebFinger".
struct WebFingerController: Sendable {
    let pod: PodAddress
    /// The right side of IDs of this pod.
    let authority: String
    let database: PodDatabase
    let exposure: ExposureNote

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get(".well-known/webfinger", use: show)
            .head(".well-known/webfinger", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        guard let resource = request.uri.queryParameters["resource"], !resource.isEmpty else {
            return answer(.badRequest, "the parameter \"resource\" is missing\n", to: request)
        }
        guard let id = id(in: String(resource)), let person = try person(id) else {
            return answer(.notFound, "nobody here has this address\n", to: request)
        }
        exposure.make(.webFinger, request, context)
        let document = WebFinger(id: person.diasporaID, guid: person.guid, pod: pod)
        return answer(
            .ok, String(decoding: document.json, as: UTF8.self), type: WebFinger.mediaType,
            to: request)
    }

    /// Parses the ID in a resource: an ID in any notation, or the address of a profile.
    private func id(in resource: String) -> DiasporaID? {
        let profiles = pod.url + "u/"
        if resource.lowercased().hasPrefix(profiles) {
            return DiasporaID(
                username: resource.dropFirst(profiles.count).lowercased(), authority: authority)
        }
        return DiasporaID(resource)
    }

    /// Finds the person with an ID.
    ///
    /// - Returns: `nil` if the person does not belong to this pod, or has closed the account.
    /// - Throws: What is wrong with the database: not to know is not to say that nobody is here.
    private func person(_ id: DiasporaID) throws -> Person? {
        guard id.authority == authority else { return nil }
        let person = try database.read { try $0.person(id) }
        return person.flatMap { $0.kind == .local && $0.closedAt == nil ? $0 : nil }
    }

    private func answer(
        _ status: HTTPResponse.Status, _ text: String,
        type: String = "text/plain; charset=utf-8", to request: Request
    ) -> Response {
        let response = Response(
            status: status,
            headers: [
                .contentType: type, .accessControlAllowOrigin: "*", .cacheControl: "no-cache",
            ],
            body: .init(byteBuffer: ByteBuffer(string: text)))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
