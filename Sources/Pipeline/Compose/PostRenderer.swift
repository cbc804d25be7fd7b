internal import Diaspora
internal import Rendering
internal import Store

/// Makes the stored HTML of a post from its text.
struct PostRenderer: Sendable {
    /// Changes whenever the same text may give other HTML.
    static let version = "2"

    let settings: SiteSettings
    private let markdown = MarkdownRenderer()

    init(settings: SiteSettings) {
        self.settings = settings
    }

    /// What a text needs to know from the database.
    struct Surroundings: Sendable {
        /// Path and name of the people it mentions, by ID.
        var people: [String: MarkdownContext.MentionedPerson] = [:]
        /// Size and files of the pod's own pictures, by file name.
        var pictures: [String: ImageAttributes] = [:]
    }

    /// The post's HTML and what else was found in its text.
    struct Result: Sendable {
        let rendering: Store.Rendering
        let tags: [String]
        let mentions: [String]
        let fileNames: [String]

        /// Whether the HTML is the same whatever the database holds.
        var isSelfContained: Bool { mentions.isEmpty && fileNames.isEmpty }
    }

    func render(
        _ text: String, guid: String, surroundings: Surroundings = Surroundings()
    ) -> Result {
        let rendered = markdown.render(text, in: context(guid: guid, surroundings))
        let images = rendered.images.map { local($0.url) }
        return Result(
            rendering: Store.Rendering(
                renderer: Self.version, title: rendered.title, name: rendered.name,
                excerpt: rendered.excerpt, html: rendered.html, cover: images.first,
                isNSFW: rendered.isNSFW, isLong: rendered.isLong),
            tags: rendered.tags, mentions: rendered.mentions.map(\.diasporaID),
            fileNames: images.compactMap(Self.fileName))
    }

    /// Renders a text that mentions people or shows pictures of the pod with what the database knows
    /// of them.
    func render(_ text: String, guid: String, in database: ReadTransaction) throws -> Result {
        let first = render(text, guid: guid)
        guard !first.isSelfContained else { return first }
        var surroundings = Surroundings()
        for id in first.mentions {
            surroundings.people[id] = try person(id, in: database)
        }
        for fileName in first.fileNames {
            guard let photo = try database.photo(fileName: fileName) else { continue }
            let versions = try database.versions(photoID: photo.id)
            surroundings.pictures[fileName] = PublicPhoto(photo, versions: versions).attributes
        }
        return render(text, guid: guid, surroundings: surroundings)
    }

    // MARK: - Context

    private func context(guid: String, _ surroundings: Surroundings) -> MarkdownContext {
        let local = self.local
        return MarkdownContext(
            idPrefix: guid,
            person: { id, name in
                surroundings.people[id].map { ($0.href, name ?? $0.name) }
            },
            tagPath: SitePath.tag,
            entityPath: { _, type, guid in
                ["post", "status_message", "reshare"].contains(type) ? SitePath.post(guid) : nil
            },
            link: local,
            image: { url in
                Self.fileName(local(url)).flatMap { surroundings.pictures[$0] }
            })
    }

    /// Addresses of the pod itself become paths, so that the tree works wherever it is served.
    private var local: @Sendable (String) -> String {
        let url = settings.url
        return { $0.hasPrefix(url) ? "/" + $0.dropFirst(url.count) : $0 }
    }

    /// The file name of a picture of this pod, whichever of its versions is named.
    static func fileName(_ path: String) -> String? {
        let folder = "/uploads/images/"
        guard path.hasPrefix(folder) else { return nil }
        let name = String(path.dropFirst(folder.count))
        let prefix = PhotoFiles.prefixes.first { !$0.isEmpty && name.hasPrefix($0) } ?? ""
        return String(name.dropFirst(prefix.count))
    }

    private func person(
        _ id: String, in database: ReadTransaction
    ) throws -> MarkdownContext.MentionedPerson? {
        guard let diasporaID = DiasporaID(id), let person = try database.person(diasporaID) else {
            return nil
        }
        let name = try database.profile(personID: person.id)?.fullName ?? ""
        let path =
            person.kind == .local
            ? SitePath.person(diasporaID.username) : SitePath.personByGUID(person.guid.string)
        return (path, name.isEmpty ? id : name)
    }
}
