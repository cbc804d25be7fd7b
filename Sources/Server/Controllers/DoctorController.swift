import HTTPTypes
import Hummingbird
import NIOCore

/// Notes the request by which `dandelion doctor` looks whether what is no file comes through to the pod, and how.
///
///     GET /_doctor/WORD
///
/// Nothing is there, whatever the word: the answer is that to any address that is not there.
struct DoctorController: Sendable {
    let book: SightingBook
    let client: ClientAddress

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self).get("_doctor/:word", use: note)
    }

    @Sendable private func note(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        if let word = context.parameters.get("word") {
            try book.note(word, sighting(of: request, context))
        }
        throw HTTPError(.notFound)
    }

    private func sighting(of request: Request, _ context: PodRequestContext) -> Sighting {
        let authority = request.head.authority ?? ""
        let peer = context.remoteAddress?.ipAddress ?? ""
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        return Sighting(
            host: authority[end...].lastIndex(of: ":").map { String(authority[..<$0]) }
                ?? authority,
            peer: peer, isTrusted: client.trusts(peer),
            isForwarded: request.headers.contains {
                $0.name.canonicalName == "x-forwarded-for"
            })
    }
}
