public import Composing
public import Foundation
internal import PublicTree
public import Store
internal import Synchronization

/// The pages of unpublished posts, in a folder of their own, for as long as a writer looks at them.
///
/// Nothing of it is in the public tree, and nothing is written into the database.
public final class Preview: Sendable {
    private let pod: PodFolder
    private let own: PreviewFolder
    private let drafts: DraftSite
    private let written = Mutex<Set<String>>([])

    /// Opens the pod's preview and locks its folder.
    ///
    /// - Throws: ``PreviewError/inUse`` while another process looks at something.
    public init(of pod: PodFolder) throws {
        self.pod = pod
        drafts = try DraftSite(path: pod.database.path)
        own = try PreviewFolder(of: pod)
    }

    /// The tree that a server shows before the public one.
    public var tree: URL { own.folder.url }

    /// The intake that stores pictures for this preview alone.
    public var intake: PhotoIntake { PhotoIntake(folder: own.folder) }

    /// Replaces the preview by a post whose photos were stored by ``intake``.
    ///
    /// - Returns: The path of its page.
    public func show(
        _ content: PostContent, as author: Author, at date: Date, settings: SiteSettings
    ) throws -> String {
        try content.check(isPublic: true)
        guard !PostRenderer(settings: settings).render(content.text, guid: "x").isAsWritten else {
            throw ComposeError.tooMuchMarkup
        }
        let pages = try PreviewPages(settings: settings, folder: pod, drafts: drafts)
        let post = PreviewPost(
            content, name: "preview", authorID: author.person.id, date: date)
        guard let page = try pages.page(post) else {
            throw ComposeError.unknownUser(author.user.username)
        }
        _ = try write(pages.assets + [page.file])
        return SitePath.post(post.name)
    }

    /// Replaces the preview by all drafts of the pod, and a list of them.
    ///
    /// - Returns: The number of changed files.
    public func showDrafts(settings: SiteSettings) throws -> Int {
        let posts = try drafts.read { database in
            try database.drafts(userID: nil).compactMap { draft in
                try database.personID(userID: draft.userID).map {
                    try PreviewPost(draft, authorID: $0, in: database)
                }
            }
        }
        let pages = try PreviewPages(settings: settings, folder: pod, drafts: drafts)
        var files = pages.assets
        var cards: [(date: Date, card: String)] = []
        for post in posts {
            guard let page = try pages.page(post) else { continue }
            files += post.photos.flatMap { links(to: $0.photo) } + [page.file]
            cards.append((post.date, page.card))
        }
        return try write(files + [pages.list(cards)])
    }

    /// The path of the list that ``showDrafts(settings:)`` writes.
    public static var draftsPath: String { SitePath.drafts }

    private func links(to photo: ShownPhoto) -> [OutputFile] {
        photo.versions.map { version in
            let name = version.name + photo.fileName
            return OutputFile(
                path: "uploads/images/" + name, linkTo: pod.images.appending(path: name).path)
        }
    }

    /// Removes the folder with all that is in it.
    public func end() throws {
        try own.remove()
    }

    /// Writes files, and removes those that were written before and are not among them.
    ///
    /// - Returns: The number of changed files.
    private func write(_ files: [OutputFile]) throws -> Int {
        let writer = try TreeWriter(rootPath: tree.path)
        for file in files { try writer.stage(file) }
        try writer.commit()
        let paths = Set(files.map(\.path))
        let gone = written.withLock { written in
            defer { written = paths }
            return written.subtracting(paths)
        }
        for path in gone.sorted() { try writer.remove(path) }
        return writer.changedFileCount
    }
}
