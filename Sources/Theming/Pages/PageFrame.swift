/// The metadata of a page for browsers, search engines and other programs.
public struct PageFrame: Sendable {
    /// The picture that previews of links to the page show.
    public struct Picture: Sendable {
        public var url: String
        public var alt: String
        public var width: Int?
        public var height: Int?

        public init(url: String, alt: String, width: Int? = nil, height: Int? = nil) {
            self.url = url
            self.alt = alt
            self.width = width
            self.height = height
        }
    }

    /// A link to a feed, for the page's head.
    public struct FeedLink: Sendable {
        public var url: String
        /// The media type.
        public var type: String
        public var title: String

        public init(url: String, type: String, title: String) {
            self.url = url
            self.type = type
            self.title = title
        }

        var values: ThemeValues {
            [
                "url": url, "type": type, "title": title,
                "isJSON": type == "application/feed+json",
            ]
        }
    }

    public var kind: PageKind
    /// The page's own name; the pod's is added, unless it is the same.
    public var heading: String
    public var description = ""
    /// Path of the canonical address; absolute if it begins with a scheme.
    public var canonical: String?
    public var type = "website"
    public var picture: Picture?
    /// The date of publication, in the form of RFC 3339.
    public var published: String?
    /// The date of the last change, in the form of RFC 3339.
    public var modified: String?
    public var author: String?
    public var tags: [String] = []
    /// Whether search engines are asked not to index the page.
    public var isHidden = false
    /// The JSON-LD of the page, ready for a `<script>` element.
    public var jsonLD: String?
    public var feeds: [FeedLink] = []
    /// The address of the page with newer entries of the same list.
    public var newerURL: String?
    /// The address of the page with older entries of the same list.
    public var olderURL: String?

    public init(kind: PageKind, heading: String) {
        self.kind = kind
        self.heading = heading
    }

    func values(in site: SiteFrame) -> ThemeValues {
        var values: ThemeValues = [
            "heading": heading, "type": type, kind.flag: true,
            "title": heading == site.name || canonical == "/"
                ? site.name : site.words.text(.pageTitle, ["page": heading, "pod": site.name]),
        ]
        if !description.isEmpty { values["description"] = description }
        if let canonical {
            values["canonical"] = canonical.hasPrefix("/") ? site.absolute(canonical) : canonical
        }
        if let picture {
            values["image"] =
                picture.url.hasPrefix("/") ? site.absolute(picture.url) : picture.url
            if !picture.alt.isEmpty { values["imageAlt"] = picture.alt }
            if let width = picture.width, let height = picture.height {
                values["imageWidth"] = String(width)
                values["imageHeight"] = String(height)
            }
        }
        if let published { values["published"] = published }
        if let modified { values["modified"] = modified }
        if let author { values["author"] = author }
        if !tags.isEmpty { values["tags"] = tags }
        if isHidden { values["noindex"] = true }
        if let jsonLD { values["jsonLD"] = jsonLD }
        if !feeds.isEmpty {
            values["feeds"] = feeds.map(\.values)
        }
        if let newerURL { values["previousURL"] = newerURL }
        if let olderURL { values["nextURL"] = olderURL }
        return values
    }
}
