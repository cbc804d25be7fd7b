internal import Composing
internal import Hummingbird
internal import Server
internal import Theming

/// The people with whom the reader shares, or who share with the reader.
///
///     GET /contacts?a_id=ASPECT&set=all|only_sharing|ignored&q=TEXT&page=N
struct ContactsController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self).get("contacts", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            guard let page = try ContactsPage(ContactList(visit), in: visit) else {
                throw HTTPError(.notFound)
            }
            return try page.response()
        }
    }
}
