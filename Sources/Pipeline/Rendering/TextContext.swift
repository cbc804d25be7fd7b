internal import Rendering

/// What a text's markup depends on besides the text, in values that another process can be told.
struct TextContext: Codable, Sendable, Equatable {
    /// A person that the text mentions.
    struct Person: Codable, Sendable, Equatable {
        let href: String
        let name: String
    }

    /// Address of the pod, ending in `/`.
    var podURL: String
    /// Begins every `id` of the markup.
    var idPrefix: String
    /// By diaspora* ID.
    var people: [String: Person] = [:]
    /// Size and files of the pod's own pictures, by file name.
    var pictures: [String: ImageAttributes] = [:]

    var markdown: MarkdownContext {
        MarkdownContext(
            idPrefix: idPrefix,
            person: { id, name in people[id].map { ($0.href, name ?? $0.name) } },
            tagPath: SitePath.tag,
            entityPath: { _, type, guid in
                ["post", "status_message", "reshare"].contains(type) ? SitePath.post(guid) : nil
            },
            link: local,
            image: { url in PostRenderer.fileName(local(url)).flatMap { pictures[$0] } })
    }

    /// Addresses of the pod itself become paths, so that the tree works wherever it is served.
    @Sendable func local(_ url: String) -> String {
        url.hasPrefix(podURL) ? "/" + url.dropFirst(podURL.count) : url
    }
}
