extension Entities {
    /// The page that a post previews, or the wish that it previews none.
    public enum Embed: Equatable, Sendable {
        case page(url: String, title: String?, details: String?, image: String?)
        case nothing
    }
}

extension Entities.Embed {
    static let name = "embed"

    init?(nestedIn parent: EntityElement) throws(EntityError) {
        guard let element = try parent.nested(Self.name) else { return nil }
        let url = try element.optionalAddress("url", needingHost: true)
        let title = try element.optionalText("title", maximum: EntityLimits.shortText)
        let details = try element.optionalText("description", maximum: EntityLimits.longText)
        let image = try element.optionalAddress("image", needingHost: true)
        switch (url, try element.optionalBoolean("nothing") ?? false) {
        case (let url?, false):
            self = .page(url: url, title: title, details: details, image: image)
        case (nil, true): self = .nothing
        default: throw .contradiction(element.name)
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        switch self {
        case .page(let url, let title, let details, let image):
            fields.add("url", url)
            fields.add(optional: "title", title)
            fields.add(optional: "description", details)
            fields.add(optional: "image", image)
        case .nothing:
            fields.add("nothing", true)
        }
        return fields
    }
}
