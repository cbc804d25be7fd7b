internal import Composing
internal import Escaping
internal import Feeds
internal import Foundation
internal import Markdown
internal import Store
internal import Theming

extension PublicPost {
    /// Converts the post to an Atom entry, with full content and absolute addresses.
    func entry(
        author: PublicPerson, reshared: PostValues.Reshared?, site: SiteFrame
    ) -> AtomEntry {
        let address = site.absolute(SitePath.post(guid))
        var links = [AtomLink.page(address)]
        for photo in photos {
            let picture = photo.picture(isFirst: true, sizes: .column)
            links.append(
                .enclosure(site.absolute(picture.full), type: Self.mediaType(photo.fileName)))
        }
        return AtomEntry(
            id: address, title: name(in: site.words),
            updated: Date(seconds: editedAt ?? createdAt), published: Date(seconds: createdAt),
            authors: [
                AtomPerson(
                    name: author.displayName,
                    uri: site.absolute(SitePath.person(author.username)))
            ],
            links: links, categories: tags.map { AtomCategory($0) },
            summary: rendering.title == nil || rendering.excerpt.isEmpty
                ? nil : .plain(rendering.excerpt),
            content: .html(contentHTML(reshared: reshared, site: site)))
    }

    /// Converts the post to an item of JSON Feeds.
    func item(
        author: PublicPerson, reshared: PostValues.Reshared?, site: SiteFrame
    ) -> JSONFeedItem {
        let address = site.absolute(SitePath.post(guid))
        let pictures = photos.map { $0.picture(isFirst: true, sizes: .column) }
        return JSONFeedItem(
            id: address, url: address, title: rendering.title,
            contentHTML: contentHTML(reshared: reshared, site: site),
            summary: rendering.excerpt.isEmpty ? nil : rendering.excerpt,
            image: pictures.first.map { site.absolute($0.full) },
            published: Date(seconds: createdAt), modified: editedAt.map(Date.init(seconds:)),
            authors: [
                JSONFeedAuthor(
                    name: author.displayName,
                    url: site.absolute(SitePath.person(author.username)),
                    avatar: site.absolute(author.values.avatar.src))
            ],
            tags: tags,
            attachments: zip(photos, pictures).map { photo, picture in
                JSONFeedAttachment(
                    url: site.absolute(picture.full), mimeType: Self.mediaType(photo.fileName),
                    title: photo.alt.isEmpty ? nil : photo.alt)
            })
    }

    /// Returns the body for feeds, with photos, poll and place below it; a long text of somebody
    /// else is cut.
    private func contentHTML(reshared: PostValues.Reshared?, site: SiteFrame) -> String {
        var html = rendering.html
        // What others wrote does not make a feed long.
        if reshared != nil, let beginning = MarkupCut.cut(html) {
            html = beginning + site.linkToWholeText(at: SitePath.post(guid), saying: "wholePost")
        }
        if let reshared, let url = reshared.url {
            let words = Self.escaped(site.words.texts["resharedFrom"] ?? "")
            html =
                "<p>\(words) <a href=\"\(Self.escaped(url))\">\(Self.escaped(reshared.author))</a></p>"
                + html
        }
        for photo in photos {
            let picture = photo.picture(isFirst: true, sizes: .column)
            html += "<p><img src=\"\(picture.src)\" alt=\"\(Self.escaped(picture.alt))\""
            if let width = picture.width, let height = picture.height {
                html += " width=\"\(width)\" height=\"\(height)\""
            }
            html += "></p>"
        }
        if let poll {
            html += "<p>\(Self.escaped(poll.question))</p><ul>"
            for answer in poll.answers { html += "<li>\(Self.escaped(answer.text))</li>" }
            html += "</ul>"
        }
        if let location { html += "<p>\(Self.escaped(location.address))</p>" }
        return AbsoluteLinks(site: site.url, page: SitePath.post(guid)).resolving(html)
    }

    private static func mediaType(_ fileName: String) -> String {
        switch fileName.split(separator: ".").last {
        case "png": "image/png"
        case "webp": "image/webp"
        case "gif": "image/gif"
        default: "image/jpeg"
        }
    }

    private static func escaped(_ text: String) -> String {
        HTMLEscaping.attribute.escaped(text)
    }
}
