internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Store
internal import Theming

/// The page on which the author of a post changes its text.
struct EditPage {
    let post: Post
    let hasPhotos: Bool
    /// The typed text; the stored one at first.
    var text: String
    /// The text as readers will see it.
    var preview: Rendering?
    /// The state of the post that the author has seen, by which a change meanwhile is noticed.
    var seen: String
    private let visit: Visit

    /// Reads a post; nil if the reader did not write it, or it is a reshare, which has no text.
    init?(_ guid: GUID, in visit: Visit) throws {
        let read = try visit.parts.database.read { database in
            try database.post(guid).map { ($0, try !database.photos(postID: $0.id).isEmpty) }
        }
        guard let (post, hasPhotos) = read, post.authorID == visit.readerID, post.kind != .reshare
        else { return nil }
        self.post = post
        self.hasPhotos = hasPhotos
        text = post.text
        seen = "\(post.version)"
        self.visit = visit
    }

    /// The state of the post now.
    var version: String { "\(post.version)" }

    func response(_ problem: FormProblem? = nil) throws -> Response {
        let words = visit.frame.words
        var values: TemplateRecord = [
            "address": AppPath.post(post.guid.string) + "/edit",
            "cancel": AppPath.post(post.guid.string), "text": text, "seen": seen,
            "reach": words.text(post.isPublic ? .appEditPublic : .appEditLimited),
        ]
        if let preview {
            values["preview"] = PreviewValues(preview).values
        }
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .edit, title: words.text(.appEditTitle), status: problem?.status ?? .ok, values)
    }
}
