internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

/// The renderer of unpublished posts, with the theme and the templates of published ones.
struct PreviewPages {
    private let context: SiteContext
    private let renderer: PostRenderer
    private let site: PublicSite
    private let drafts: DraftSite

    init(settings: SiteSettings, folder: PodFolder, drafts: DraftSite) throws {
        context = try SiteContext(settings: settings, folder: folder)
        renderer = PostRenderer(settings: settings)
        site = try PublicSite(path: folder.database.path)
        self.drafts = drafts
    }

    /// The theme's own files, which the pages ask for.
    var assets: [OutputFile] {
        context.frame.theme.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    }

    /// Renders a post's page and its card in the list.
    ///
    /// - Returns: `nil` if the post's author has no page here.
    func page(_ post: PreviewPost) throws -> (file: OutputFile, card: String)? {
        guard let author = try site.read({ try $0.person(id: post.authorID) }) else { return nil }
        let rendering = try rendering(of: post)
        func values(on place: PublicPost.Place) -> PostValues {
            var values = post.values(
                rendering, author: author.values, on: place, in: context.frame.words)
            // Here and nowhere else are its pictures.
            values.bodyHTML = values.bodyHTML.replacing(
                "src=\"\(context.settings.url)uploads/", with: "src=\"/uploads/")
            return values
        }
        let page = PostPage(
            post: values(on: .page), conversation: ConversationValues(), previous: nil, next: nil,
            feeds: [])
        return (
            OutputFile(path: "posts/\(post.name).html", bytes: try page.render(in: context.frame)),
            try values(on: .card).card(in: context.frame)
        )
    }

    /// Renders the page that lists posts, newest first.
    ///
    /// - Parameter cards: The HTML of each post's card, and the post's date.
    func list(_ cards: [(date: Date, card: String)]) throws -> OutputFile {
        let frame = context.frame
        var groups = PostGroups()
        for (date, card) in cards.sorted(by: { $0.date > $1.date }) {
            let (year, month) = frame.dates.yearMonth(date)
            groups.append(card, year: year, month: month)
        }
        let description = frame.words.text(cards.isEmpty ? .noDrafts : .draftsDescription)
        let page = HomePage(
            url: SitePath.drafts, landingTitle: frame.words.text(.drafts),
            landingHTML: "<p>\(description)</p>", description: description, groups: groups,
            pager: PagerValues(number: nil, newerURL: nil, olderURL: nil), feeds: [])
        return OutputFile(path: "drafts.html", bytes: try page.render(in: frame))
    }

    private func rendering(of post: PreviewPost) throws -> PostRenderer.Result {
        let pictures = Dictionary(
            post.photos.map { ($0.photo.fileName, $0.photo.attributes) }
        ) { first, _ in first }
        return try drafts.read { database in
            try renderer.render(post.text, guid: post.name, pictures: pictures, in: database)
        }
    }
}

extension PreviewPost {
    fileprivate func values(
        _ result: PostRenderer.Result, author: PersonValues, on place: PublicPost.Place,
        in words: Words
    ) -> PostValues {
        let rendering = result.rendering
        let below = photos.filter { !$0.isInline }.map(\.photo)
        let sizes = place.sizes(photoCount: below.count)
        let cover =
            below.first
            ?? rendering.cover.flatMap(PostRenderer.fileName).flatMap { name in
                photos.first { $0.photo.fileName == name }?.photo
            }
        return PostValues(
            guid: name, url: SitePath.post(name), title: rendering.title,
            name: PostName(
                rendering.name, question: poll?.question, hasPhotos: !below.isEmpty
            ).text(in: words),
            bodyHTML: rendering.html, excerpt: rendering.excerpt, isLong: rendering.isLong,
            isNSFW: rendering.isNSFW, published: date, edited: nil, author: author,
            tags: result.tags.map { ($0, SitePath.tag($0)) },
            photos: below.enumerated().map { index, photo in
                photo.picture(
                    isFirst: place == .page && index == 0 && rendering.cover == nil, sizes: sizes)
            },
            cover: cover?.picture(isFirst: false, sizes: .column),
            poll: poll.map { poll in
                PostValues.Poll(question: poll.question, answers: poll.answers.map { ($0, 0) })
            },
            location: location.map { place in
                PostValues.Location(
                    address: place.address, latitude: place.coordinates?.latitude,
                    longitude: place.coordinates?.longitude)
            })
    }
}
