internal import Composing
internal import Feeds
internal import Foundation
internal import Store
internal import Theming

extension PublicComment {
    /// Converts the comment to an entry of its post's feed.
    ///
    /// - Parameter post: The GUID of the post.
    func entry(
        post: String, author: CommenterValues, site: SiteFrame
    ) -> AtomEntry {
        let path = SitePath.post(post)
        let page = site.absolute(path)
        let address = page + "#" + CommentValues.anchor(guid: guid)
        let uri = author.url.map { $0.hasPrefix("/") ? site.absolute($0) : $0 }
        let date = Date(seconds: createdAt)
        var html = html
        if isCut {
            html += site.linkToWholeText(
                at: SitePath.comment(post, guid: guid), saying: "wholeComment")
        }
        return AtomEntry(
            id: address, title: site.words.text(.commentBy, ["name": author.name]), updated: date,
            published: date, authors: [AtomPerson(name: author.name, uri: uri)],
            links: [.page(address)],
            content: .html(AbsoluteLinks(site: site.url, page: path).resolving(html)),
            reply: AtomReply(to: page, href: page))
    }
}
