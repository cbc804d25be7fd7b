public import Foundation

/// A comment as pages show it.
public struct CommentValues: Sendable {
    public var guid: String
    public var author: CommenterValues
    /// The date by the comment's author.
    public var published: Date
    public var bodyHTML: String
    /// The address of the whole comment, if `bodyHTML` is only its beginning.
    public var wholeURL: String?
    public var likeCount: Int

    public init(
        guid: String, author: CommenterValues, published: Date, bodyHTML: String,
        wholeURL: String? = nil, likeCount: Int
    ) {
        self.guid = guid
        self.author = author
        self.published = published
        self.bodyHTML = bodyHTML
        self.wholeURL = wholeURL
        self.likeCount = likeCount
    }

    /// Returns the `id` of a comment on its page.
    ///
    /// No GUID and no identifier of a heading holds `~`, so that what strangers name their comments
    /// clashes with nothing else on the page.
    public static func anchor(guid: String) -> String { "comment~" + guid }

    func values(in site: SiteFrame) -> ThemeValues {
        var values: ThemeValues = [
            "guid": guid, "anchor": Self.anchor(guid: guid), "author": author.values(site.words),
            "bodyHTML": bodyHTML,
            "published": [
                "iso": site.dates.iso8601(published), "date": site.dates.date(published),
                "time": site.dates.time(published),
            ] as ThemeValues,
        ]
        if let wholeURL { values["wholeURL"] = wholeURL }
        if likeCount > 0 { values["likes"] = site.words.plural(.likes, count: likeCount) }
        return values
    }
}
