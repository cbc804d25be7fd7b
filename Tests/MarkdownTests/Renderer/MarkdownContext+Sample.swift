import Markdown

extension MarkdownContext {
    /// A pod that knows Alice, one post, one photo and one moved page.
    static func sample(isTitled: Bool = true, imagesAsLinks: Bool = false) -> MarkdownContext {
        MarkdownContext(
            idPrefix: "p",
            isTitled: isTitled,
            imagesAsLinks: imagesAsLinks,
            person: { id, name in
                id == "alice@pod.example" ? ("/people/a1", name ?? "Alice Smith") : nil
            },
            entityPath: { _, type, guid in
                type == "post" && guid.hasPrefix("17418fb0") ? "/posts/" + guid : nil
            },
            link: { $0 == "/2019/old.html" ? "/posts/new-1234" : $0 },
            image: {
                $0 == "/uploads/images/known.webp"
                    ? ImageAttributes(
                        width: 700, height: 400,
                        srcset: "/uploads/images/thumb_large_known.webp 300w",
                        sizes: "(min-width: 40rem) 40rem, 100vw")
                    : nil
            })
    }
}
