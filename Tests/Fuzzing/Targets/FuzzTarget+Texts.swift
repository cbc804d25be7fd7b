@testable import Diaspora
@testable import Markdown

extension FuzzTarget {
    /// cmark-gfm, with the scan before it.
    static let markdown = FuzzTarget(name: "markdown") { bytes in
        let text = String(decoding: bytes.prefix(16_384), as: UTF8.self)
        let context = MarkdownContext(
            idPrefix: "p", isTitled: bytes.count % 2 == 0, imagesAsLinks: bytes.count % 3 == 0,
            person: { id, name in id == "a@b.example" ? ("/people/a", name ?? id) : nil },
            entityPath: { _, type, guid in type == "post" ? "/posts/" + guid : nil },
            link: { $0 },
            image: { _ in nil })
        let rendered = MarkdownRenderer().render(text, in: context)
        require(!rendered.html.lowercased().contains("<script"), "no text runs")
        require(!rendered.html.utf8.contains(0), "no text has a NUL")
        _ = PlainTextRenderer().render(text)
    }

    /// What is found in a text without reading it as Markdown.
    static let names = FuzzTarget(name: "names") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        _ = TextNames(in: text)
        for link in EntityLink.all(in: text) {
            require(EntityLink.all(in: link.description) == [link], "a link is read as written")
        }
        guard let id = DiasporaID(text) else { return }
        require(DiasporaID(exactly: id.description) == id, "an ID has one form")
        _ = id.lookAlike
        _ = id.isSuspicious
    }
}
