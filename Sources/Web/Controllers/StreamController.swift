internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The main stream.
///
///     GET /stream?after=TIME.ROW
struct StreamController: Sendable {
    let parts: AppParts

    /// Posts on a page.
    private static let pageSize = 15
    /// Seconds by which the clock of another pod may be fast: what is dated later is not shown until then.
    private static let tolerance: Int64 = 86_400

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self).get("stream", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let position =
                request.uri.queryParameters.get("after").flatMap(Self.position)
                ?? StreamPosition(
                    createdAt: parts.clock.now().seconds + Self.tolerance, postID: .max)
            return try page(visit, after: position)
        }
    }

    private func page(_ visit: Visit, after position: StreamPosition) throws -> Response {
        let (posts, older) = try visit.read { database in
            // One more tells whether there is another page.
            var places = try database.mainStream(after: position, limit: Self.pageSize + 1)
            let hasMore = places.count > Self.pageSize
            if hasMore { places.removeLast() }
            let posts = try places.compactMap { try database.post(id: $0.postID) }
            return (posts, hasMore ? places.last : nil)
        }
        var values: TemplateRecord = [
            "hasPosts": !posts.isEmpty,
            "posts": posts.map {
                PostCard(post: $0, frame: visit.frame, readerID: visit.readerID).values
            },
        ]
        if let older {
            values["older"] = "\(AppPath.stream)?after=\(older.createdAt).\(older.postID)"
        }
        return try visit.page(
            .stream, title: visit.frame.words.text(.appStreamTitle), values)
    }

    private static func position(_ text: some StringProtocol) -> StreamPosition? {
        let parts = text.split(separator: ".", maxSplits: 1).compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        return StreamPosition(createdAt: parts[0], postID: parts[1])
    }
}
