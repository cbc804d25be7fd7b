internal import Diaspora
public import Markdown
public import Store

/// The renderer of a post's stored HTML from its text.
public struct PostRenderer: Sendable {
    /// The version, which changes whenever the same text may give other HTML; the texts of other
    /// pods are then rendered again too.
    static let version = "6"

    let settings: SiteSettings
    /// The version, and the settings that the HTML depends on.
    public var stamp: String { settings.typography.map { Self.version + " " + $0 } ?? Self.version }
    private let markdown = MarkdownRenderer()

    public init(settings: SiteSettings) {
        self.settings = settings
    }

    /// The people and pictures that a text refers to, looked up in the database before it is
    /// rendered.
    public struct Surroundings: Sendable {
        /// Path and name of the people it mentions, by ID.
        var people: [String: TextContext.Person] = [:]
        /// Size and files of the pod's own pictures, by file name.
        var pictures: [String: ImageAttributes] = [:]
        /// GUIDs of the public posts it links to by `diaspora://`.
        var posts: Set<String> = []

        public init(
            people: [String: TextContext.Person] = [:], pictures: [String: ImageAttributes] = [:],
            posts: Set<String> = []
        ) {
            self.people = people
            self.pictures = pictures
            self.posts = posts
        }
    }

    /// The post's HTML and what else was found in its text.
    public struct Result: Sendable {
        public let rendering: Store.Rendering
        public let tags: [String]
        let mentions: [String]
        let fileNames: [String]
        /// GUIDs of posts that it links to by `diaspora://`, whether they are there or not.
        let linkedPosts: Set<String>
        /// Whether the text is shown as it was written, as its markup would have been too much.
        public let isAsWritten: Bool

        /// Whether the HTML is the same whatever the database holds.
        public var isSelfContained: Bool {
            mentions.isEmpty && fileNames.isEmpty && linkedPosts.isEmpty
        }
    }

    /// - Parameter isOurs: Whether somebody here wrote the text, and not on another pod.
    public func render(
        _ text: String, guid: String, isOurs: Bool = true,
        surroundings: Surroundings = Surroundings()
    ) -> Result {
        let context = TextContext(
            podURL: settings.url, idPrefix: guid, people: surroundings.people,
            pictures: surroundings.pictures, posts: surroundings.posts)
        let linked = LinkedPosts()
        var markdownContext = linked.noting(context.markdown)
        if isOurs {
            markdownContext.keptHTML = .ofOwn
            markdownContext.readsAnchors = true
            markdownContext.typography = settings.typography.flatMap(Typography.init(language:))
        }
        let rendered = markdown.render(text, in: markdownContext)
        let images = rendered.images.map { context.local($0.url) }
        return Result(
            rendering: Store.Rendering(rendered, renderer: stamp, cover: images.first),
            tags: rendered.tags, mentions: rendered.mentions.map(\.diasporaID),
            fileNames: images.compactMap(Self.fileName), linkedPosts: linked.guids,
            isAsWritten: rendered.isAsWritten)
    }

    /// Renders a text that mentions people, links to posts or shows pictures of the pod with what the
    /// database knows of them.
    ///
    /// - Parameters:
    ///   - pictures: The pictures that are not in the database yet, by file name.
    ///   - author: The author, if that may be somebody of another pod.
    public func render(
        _ text: String, guid: String, pictures: [String: ImageAttributes] = [:],
        by author: Int64? = nil, in database: ReadTransaction
    ) throws -> Result {
        let isOurs = try author.map { try database.person(id: $0)?.isHere == true } ?? true
        let first = render(text, guid: guid, isOurs: isOurs)
        guard !first.isSelfContained else { return first }
        var surroundings = Surroundings(pictures: pictures)
        for id in first.mentions {
            surroundings.people[id] = try person(id, in: database)
        }
        for fileName in first.fileNames {
            guard let photo = try database.photo(fileName: fileName) else { continue }
            let versions = try database.versions(photoID: photo.id)
            surroundings.pictures[fileName] = ShownPhoto(photo, versions: versions).attributes
        }
        surroundings.posts = try first.linkedPosts.filter { try database.isPublicPost($0) }
        return render(text, guid: guid, isOurs: isOurs, surroundings: surroundings)
    }

    /// Renders a text as plain text, with its markup left unread.
    public func asWritten(_ text: String) -> Store.Rendering {
        Store.Rendering(PlainTextRenderer().render(text), renderer: stamp, cover: nil)
    }

    // MARK: - Surroundings

    /// Returns the file name of a picture of this pod, whichever of its versions the path names;
    /// `nil` for any other path.
    public static func fileName(_ path: String) -> String? {
        let folder = "/uploads/images/"
        guard path.hasPrefix(folder) else { return nil }
        let name = String(path.dropFirst(folder.count))
        let prefix = PhotoFiles.prefixes.first { !$0.isEmpty && name.hasPrefix($0) } ?? ""
        return String(name.dropFirst(prefix.count))
    }

    /// Looks up a person who is mentioned; `nil` for somebody without a page here: unknown, or with
    /// a closed account.
    func person(
        _ id: String, in database: ReadTransaction
    ) throws -> TextContext.Person? {
        guard let diasporaID = DiasporaID(id), let person = try database.person(diasporaID),
            person.closedAt == nil
        else { return nil }
        let name = try database.profile(personID: person.id)?.fullName ?? ""
        let path =
            person.kind == .local
            ? SitePath.person(diasporaID.username) : SitePath.personByGUID(person.guid.string)
        return TextContext.Person(href: path, name: name.isEmpty ? id : name)
    }
}

extension Store.Rendering {
    init(_ text: RenderedText, renderer: String, cover: String?) {
        self.init(
            renderer: renderer, title: text.title, name: text.name,
            excerpt: text.excerpt, html: text.html, cover: cover, isNSFW: text.isNSFW,
            isLong: text.isLong)
    }
}
