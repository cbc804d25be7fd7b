/// `/u/NAME`, `/u/NAME/page/N` and `/people/GUID`.
public struct PersonPage: Sendable {
    public var person: PersonValues
    public var guid: String
    /// The rendered biography.
    public var bioHTML: String
    public var location: String
    /// The profile's tags; one that no post of the pod has is not linked.
    public var tags: [(name: String, url: String?)]
    /// Canonical path; `/people/GUID` has that of `/u/NAME`.
    public var url: String
    /// The number of the person's public posts.
    public var postCount: Int
    public var groups: PostGroups
    public var pager: PagerValues
    public var feeds: [PageFrame.FeedLink]

    public init(
        person: PersonValues, guid: String, bioHTML: String, location: String,
        tags: [(name: String, url: String?)], url: String, postCount: Int, groups: PostGroups,
        pager: PagerValues, feeds: [PageFrame.FeedLink]
    ) {
        self.person = person
        self.guid = guid
        self.bioHTML = bioHTML
        self.location = location
        self.tags = tags
        self.url = url
        self.postCount = postCount
        self.groups = groups
        self.pager = pager
        self.feeds = feeds
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .person, heading: person.name)
        frame.canonical = url
        frame.type = "profile"
        frame.author = person.name
        frame.description = site.words.text(.personDescription, ["name": person.name])
        frame.feeds = feeds
        if !person.isDefaultAvatar {
            frame.picture = PageFrame.Picture(
                url: person.avatar.full, alt: person.name, width: person.avatar.width,
                height: person.avatar.height)
        }
        pager.link(&frame)
        if pager.number == nil { frame.jsonLD = jsonLD(in: site) }

        return try site.render(
            frame,
            [
                "person": values(in: site), "groups": groups.values(in: site),
                "pager": pager.values(in: site),
            ])
    }

    private func values(in site: SiteFrame) -> ThemeValues {
        var values = person.values
        values["guid"] = guid
        values["idHTML"] = person.idHTML
        if !bioHTML.isEmpty { values["bioHTML"] = bioHTML }
        if !location.isEmpty { values["location"] = location }
        if !tags.isEmpty {
            values["tags"] = tags.map { tag -> ThemeValues in
                // Named, as a template that misses an address takes the one around it: the person's.
                guard let url = tag.url else {
                    return ["name": tag.name, "isWithoutPosts": true]
                }
                return ["name": tag.name, "url": url]
            }
        }
        values["feeds"] = feeds.map(\.values)
        if pager.number == nil {
            values["postCount"] = site.words.plural(.posts, count: postCount)
        }
        return values
    }

    private func jsonLD(in site: SiteFrame) -> String {
        var page = JSONLD(type: "ProfilePage")
        page.add("url", site.absolute(url))
        page.add("mainEntity", person.jsonLD(in: site, isRoot: false))
        return page.description
    }
}
