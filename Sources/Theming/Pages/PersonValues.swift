internal import Escaping

/// A person as pages show them.
public struct PersonValues: Sendable {
    public var name: String
    public var diasporaID: String
    /// Path of their page.
    public var url: String
    public var avatar: PictureValues
    public var isDefaultAvatar: Bool

    public init(
        name: String, diasporaID: String, url: String, avatar: PictureValues, isDefaultAvatar: Bool
    ) {
        self.name = name
        self.diasporaID = diasporaID
        self.url = url
        self.avatar = avatar
        self.isDefaultAvatar = isDefaultAvatar
    }

    var values: ThemeValues {
        [
            "name": name, "id": diasporaID, "url": url, "avatar": avatar.values,
            "isDefaultAvatar": isDefaultAvatar,
        ]
    }

    /// The ID, which a narrow page breaks before the `@` rather than within host or port.
    var idHTML: String {
        HTMLEscaping.anyAttribute.escaped(diasporaID).replacing("@", with: "<wbr>@")
    }

    func jsonLD(in site: SiteFrame, isRoot: Bool) -> JSONLD {
        var person = JSONLD(type: "Person", isRoot: isRoot)
        person.add("name", name)
        person.add("url", site.absolute(url))
        person.add("identifier", diasporaID)
        if !isDefaultAvatar { person.add("image", site.absolute(avatar.src)) }
        return person
    }
}
