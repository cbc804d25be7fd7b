internal import Markdown
internal import Store

/// Values that a text's markup depends on besides the text, such as another process can be told.
public struct TextContext: Codable, Sendable, Equatable {
    /// A person that the text mentions.
    public struct Person: Codable, Sendable, Equatable {
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
    /// GUIDs of the public posts that `diaspora://` links may lead to.
    var posts: Set<String> = []
    /// Whether it is a comment or a private message: others' pictures become links, its heading stays where it is and all
    /// headings are below those of the page, and links are not vouched for.
    var isComment = false

    var markdown: MarkdownContext {
        MarkdownContext(
            idPrefix: idPrefix, isTitled: !isComment, imagesAsLinks: isComment,
            headingLevel: isComment ? 3 : 2, notesAreLandmark: !isComment,
            linkRelation: isComment ? "nofollow ugc noopener noreferrer" : "noopener noreferrer",
            keptHTML: .ofOthers,
            person: { id, name in people[id].map { ($0.href, name ?? $0.name) } },
            tagPath: { isComment ? nil : SitePath.tag($0) },
            entityPath: { _, type, guid in
                Self.isPost(type) && posts.contains(guid) ? SitePath.post(guid) : nil
            },
            link: local,
            image: { url in PostRenderer.fileName(local(url)).flatMap { pictures[$0] } })
    }

    /// Whether an entity of this type has its page below `/posts/`.
    static func isPost(_ type: String) -> Bool {
        ["post", "status_message", "reshare"].contains(type)
    }

    /// Addresses of the pod itself become paths, so that the tree works wherever it is served.
    @Sendable func local(_ url: String) -> String {
        url.hasPrefix(podURL) ? "/" + url.dropFirst(podURL.count) : url
    }
}
