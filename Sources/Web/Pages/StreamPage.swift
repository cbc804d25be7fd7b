internal import Store
internal import Theming

/// A page of a stream: its posts, and the address of the next page.
struct StreamPage {
    /// Posts on a page.
    private static let size = 15
    /// Seconds by which the clock of another pod may be fast: what is dated later is not shown until then.
    private static let tolerance: Int64 = 86_400

    private let posts: [ReadablePost]
    private let older: StreamPosition?

    /// Reads the page that a request asks for.
    init(_ visit: Visit, _ stream: ReaderStream) throws {
        let start = StreamPosition(
            key: visit.parts.clock.now().seconds + Self.tolerance, row: .max)
        let position =
            visit.parameter(StreamPosition.field).flatMap { StreamPosition($0) }
            ?? (stream.isByTime ? start : nil)
        (posts, older) = try visit.read { database in
            // One more tells whether there is another page.
            var places = try database.stream(stream, after: position, limit: Self.size + 1)
            let hasMore = places.count > Self.size
            if hasMore { places.removeLast() }
            return (
                try places.compactMap { try database.post(id: $0.row) },
                hasMore ? places.last : nil
            )
        }
    }

    /// Returns the values of the template `posts`.
    func values(_ visit: Visit) -> TemplateRecord {
        var values: TemplateRecord = [
            "hasPosts": !posts.isEmpty,
            "posts": posts.map {
                PostCard(post: $0, frame: visit.frame, readerID: visit.readerID).values
            },
            "older": "",
        ]
        if let older {
            values["older"] = visit.address(setting: StreamPosition.field, to: older.text)
        }
        return values
    }
}
