public import Foundation
internal import Markdown

/// A post as pages show it, whole or as a card in a list.
public struct PostValues: Sendable {
    /// The original of a reshare; without an address if its author has deleted it.
    public struct Reshared: Sendable {
        /// A diaspora* ID.
        public var author: String
        public var url: String?

        public init(author: String, url: String?) {
            self.author = author
            self.url = url
        }
    }

    public struct Location: Sendable {
        public var address: String
        public var latitude: Double?
        public var longitude: Double?

        public init(address: String, latitude: Double?, longitude: Double?) {
            self.address = address
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public var guid: String
    public var url: String
    public var title: String?
    /// The name for titles and lists, which a post without a title has too.
    public var name: String
    public var bodyHTML: String
    public var excerpt: String
    public var isLong: Bool
    public var isNSFW: Bool
    public var published: Date
    /// The date of the last change; `nil` for a post that was never edited.
    public var edited: Date?
    public var author: PersonValues
    public var tags: [(name: String, url: String)]
    public var photos: [PictureValues]
    /// The first picture of the text, for cards in lists; `nil` unless the pod holds it.
    public var cover: PictureValues?
    public var poll: Poll?
    public var location: Location?
    public var reshared: Reshared?

    public init(
        guid: String, url: String, title: String?, name: String, bodyHTML: String, excerpt: String,
        isLong: Bool, isNSFW: Bool, published: Date, edited: Date?, author: PersonValues,
        tags: [(name: String, url: String)], photos: [PictureValues], cover: PictureValues?,
        poll: Poll?, location: Location?, reshared: Reshared? = nil
    ) {
        self.guid = guid
        self.url = url
        self.title = title
        self.name = name
        self.bodyHTML = bodyHTML
        self.excerpt = excerpt
        self.isLong = isLong
        self.isNSFW = isNSFW
        self.published = published
        self.edited = edited
        self.author = author
        self.tags = tags
        self.photos = photos
        self.cover = cover
        self.poll = poll
        self.location = location
        self.reshared = reshared
    }

    /// Renders the post's card for lists.
    ///
    /// It shows nothing of what others answered, so that an answer changes the post's own page alone.
    public func card(in site: SiteFrame) throws(ThemeError) -> String {
        var values = values(in: site)
        if let poll { values["poll"] = poll.values }
        if title != nil {
            values["isCut"] = true
        } else if let beginning = MarkupCut.cut(bodyHTML) {
            values["bodyHTML"] = beginning
            values["wholeURL"] = url
        }
        return try site.renderCard(values)
    }

    func values(in site: SiteFrame) -> ThemeValues {
        var values: ThemeValues = [
            "guid": guid, "url": url, "absoluteURL": site.absolute(url), "name": name,
            "bodyHTML": bodyHTML, "isTitled": title != nil, "isNote": title == nil,
            "isLong": isLong, "isNSFW": isNSFW, "author": author.values,
            "published": moment(published, in: site), "hasPhotos": !photos.isEmpty,
        ]
        if let title { values["title"] = title }
        if !excerpt.isEmpty { values["excerpt"] = excerpt }
        if let edited, site.dates.isoDay(edited) != site.dates.isoDay(published) {
            values["edited"] = moment(edited, in: site)
        }
        if !tags.isEmpty {
            values["tags"] = tags.map { ["name": $0.name, "url": $0.url] as ThemeValues }
        }
        if !photos.isEmpty {
            values["photos"] = photos.map(\.values)
            values["gallery"] =
                photos.count > 4 ? "strip" : ["one", "two", "three", "four"][photos.count - 1]
        }
        if let cover { values["cover"] = cover.values }
        if let location { values["location"] = self.values(location) }
        if let reshared { values["reshared"] = self.values(reshared) }
        return values
    }

    private func moment(_ date: Date, in site: SiteFrame) -> ThemeValues {
        var values: ThemeValues = [
            "iso": site.dates.iso8601(date), "date": site.dates.date(date),
        ]
        if let time = site.dates.timeOfDay(date) { values["time"] = time }
        return values
    }

    /// Returns the poll with the votes so far, for the post's own page.
    ///
    /// - Parameter findableBy: The diaspora* ID by which other pods find the post, if it can receive votes.
    func pollResult(findableBy: String?, in site: SiteFrame) -> ThemeValues? {
        guard let poll else { return nil }
        var values = poll.result(site.words)
        if let findableBy {
            values["howToVote"] = site.words.text(.howToVote, ["id": findableBy])
        }
        return values
    }

    private func values(_ reshared: Reshared) -> ThemeValues {
        var values: ThemeValues = ["author": reshared.author, "isThere": reshared.url != nil]
        if let url = reshared.url { values["url"] = url }
        return values
    }

    private func values(_ location: Location) -> ThemeValues {
        var values: ThemeValues = ["address": location.address]
        if let latitude = location.latitude, let longitude = location.longitude {
            values["latitude"] = String(latitude)
            values["longitude"] = String(longitude)
        }
        return values
    }
}
