/// The names that headings of a text have on the post's own page, without the text's prefix: those that the writer
/// gave, and words that are free.
struct PageHeadingNames {
    private let idPrefix: String
    /// The name by the rest of the `id` behind the prefix.
    private var names: [String: String] = [:]

    init(_ headings: [OutlinedHeading], idPrefix: String) {
        self.idPrefix = idPrefix
        let given = Set(headings.filter(\.isNamed).compactMap(\.name))
        for heading in headings {
            guard let name = heading.name else { continue }
            if heading.isNamed {
                names["-" + name] = name
            } else if HeadingAnchors.isFree(name, idPrefix: idPrefix), !given.contains(name) {
                names[name] = name
            }
        }
    }

    /// Returns the name of the heading with this `id`; nil if the page has it under the `id` alone.
    func name(ofID id: String) -> String? {
        id.hasPrefix(idPrefix + "-") ? names[String(id.dropFirst(idPrefix.count + 1))] : nil
    }
}
