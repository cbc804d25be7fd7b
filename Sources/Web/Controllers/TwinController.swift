internal import Diaspora
internal import Hummingbird
internal import Server

/// Addresses of the public tree that it has no file for: the twins of these pages, for whoever may read them.
///
///     GET /posts/GUID, /people/GUID, /tags/TAG
struct TwinController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("posts/:guid") { try lead($0, $1, to: AppPath.post(try $1.guid().string)) }
            .get("people/:guid") { try lead($0, $1, to: AppPath.person(try $1.guid().string)) }
            .get("tags/:tag", use: leadToTag)
    }

    /// Leads to a page that asks to sign in first. Nobody learns whether there is such a post or person.
    private func lead(
        _ request: Request, _ context: PodRequestContext, to address: String
    ) throws -> Response {
        try Visit(request, context, parts).redirect(to: address)
    }

    /// Tags without public posts here are for people who are signed in; others are told that there is no page.
    @Sendable private func leadToTag(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        guard visit.signedIn != nil, let tag = context.parameters.get("tag") else {
            throw HTTPError(.notFound)
        }
        return visit.redirect(to: AppPath.stream + "/tags/" + tag)
    }
}
