/// Tags, people, images and addresses, in the order in which a text names them.
struct CollectedNames {
    private(set) var tags: [String] = []
    private(set) var mentions: [Mention] = []
    private(set) var images: [RenderedImage] = []
    private(set) var links: [String] = []
    private var knownTags: Set<String> = []
    private var knownPeople: Set<String> = []
    private var knownLinks: Set<String> = []

    mutating func addTag(_ tag: String) {
        if knownTags.insert(tag).inserted { tags.append(tag) }
    }

    mutating func addMention(_ mention: Mention) {
        if knownPeople.insert(mention.diasporaID).inserted { mentions.append(mention) }
    }

    mutating func addImage(_ image: RenderedImage) { images.append(image) }

    mutating func addLink(_ url: String) {
        if knownLinks.insert(url).inserted { links.append(url) }
    }

    func hasTag(_ tag: String) -> Bool { knownTags.contains(tag) }
}
