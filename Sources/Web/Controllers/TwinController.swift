internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store

/// Addresses of the public tree that it has no file for: the twins of these pages, for whoever may read them.
///
///     GET /posts/GUID, /people/GUID, /tags/TAG
struct TwinController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("posts/:guid", use: leadToPost)
            .get("people/:guid", use: leadToPerson)
            .get("tags/:tag", use: leadToTag)
    }

    /// Leads somebody who is signed in to a post that has no page, as it is limited or of another pod. To nobody else is it told that
    /// there is one. Attack 32.
    @Sendable private func leadToPost(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let guid = try context.guid()
        return try lead(request, context, to: AppPath.post(guid.string), if: false)
    }

    /// Leads to a person of another pod, after signing in: who is known there is no secret.
    @Sendable private func leadToPerson(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let guid = try context.guid()
        let hasTwin = try parts.database.read { try $0.person(guid)?.isHere == false }
        return try lead(request, context, to: AppPath.person(guid.string), if: hasTwin)
    }

    /// Tags without public posts of this pod are for people who are signed in.
    @Sendable private func leadToTag(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let tag = context.parameters.get("tag") ?? ""
        return try lead(request, context, to: AppPath.stream + "/tags/" + tag, if: false)
    }

    /// - Parameter isForAll: Whether somebody who is not signed in is led there as well, and asked to sign in.
    private func lead(
        _ request: Request, _ context: PodRequestContext, to address: String, if isForAll: Bool
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        guard isForAll || visit.signedIn != nil else { throw HTTPError(.notFound) }
        return visit.redirect(to: address)
    }
}
