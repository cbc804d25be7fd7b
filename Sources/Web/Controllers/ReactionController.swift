internal import Composing
internal import Hummingbird
internal import Server

/// The buttons of a post and of a comment. Each leads back to the page that shows it, the field `to`.
///
///     POST /stream/posts/GUID/like        and unlike, reshare, follow, mute, hide, unhide,
///                                         save, unsave
///     POST /stream/posts/GUID/vote        field answer, its GUID
///     POST /stream/comments/GUID/like     and unlike
struct ReactionController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        let routes = RouteCollection(context: PodRequestContext.self)
        for reaction in Reaction.allCases {
            add(reaction, below: "stream/posts", to: routes)
        }
        for reaction in Reaction.ofComments {
            add(reaction, below: "stream/comments", to: routes)
        }
        return routes
    }

    private func add(
        _ reaction: Reaction, below path: String, to routes: RouteCollection<PodRequestContext>
    ) {
        routes.post("\(path)/:guid/\(reaction.rawValue)") { request, context in
            let guid = try context.guid()
            return try await ButtonGate(parts: parts).answer(request, context, about: guid) {
                form in
                try reaction.perform(on: guid, form, with: parts.keys)
            }
        }
    }
}
