internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The people who like a post, and those who reshared it.
///
///     GET /stream/posts/GUID/likes?after=ROW
///     GET /stream/posts/GUID/reshares?after=ROW
struct ReactionListController: Sendable {
    let parts: AppParts

    /// People on a page.
    private static let pageSize = 50

    private typealias Listing =
        (ReaderTransaction) -> (Int64, Int64?, Int) throws -> [(row: Int64, person: ReadablePerson)]

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/posts/:guid/likes") { request, context in
                try list(request, context, .appLikersTitle, ReaderTransaction.likers)
            }
            .get("stream/posts/:guid/reshares") { request, context in
                try list(request, context, .appResharersTitle, ReaderTransaction.resharers)
            }
    }

    private func list(
        _ request: Request, _ context: PodRequestContext, _ title: WordsKey, _ listing: Listing
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid().string
            let after = visit.parameter("after").flatMap { Int64($0) }
            let found = try visit.read { database in
                try database.post(guid: guid).map { post in
                    (post, try listing(database)(post.id, after, Self.pageSize + 1))
                }
            }
            guard let (post, people) = found else { throw HTTPError(.notFound) }
            let words = visit.frame.words
            let page = people.prefix(Self.pageSize)
            var list: TemplateRecord = [
                "about": AppPath.post(guid),
                "back": post.title
                    ?? words.text(
                        .appPostTitle,
                        ["name": visit.frame.joined([PersonLink(post.author).name])]),
                "people": page.map { PersonLink($0.person).values(words) },
            ]
            if people.count > page.count, let last = page.last {
                list["older"] = "\(request.uri.path)?after=\(last.row)"
            }
            return try visit.page(.peopleList, title: words.text(title), ["list": list])
        }
    }
}
