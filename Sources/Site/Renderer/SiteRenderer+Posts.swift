internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

extension SiteRenderer {
    func post(_ guid: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let post = try database.post(guid: guid),
            let author = try person(post.authorID, database)
        else { return [] }
        let list = ListName.person(post.authorID)
        let rank = try database.rank(of: post.id, in: list) ?? 0
        let conversation = try conversation(of: post, author: author, database)
        let bytes = try PostPage(
            post: post.values(
                author: author.values, cover: try cover(of: post, database),
                reshared: try reshared(post, database), on: .page, in: frame.words),
            conversation: conversation,
            previous: try neighbour(list, rank - 1, database),
            next: try neighbour(list, rank + 1, database),
            feeds: personFeedLinks(author) + commentsFeedLinks(post, conversation)
        ).render(in: frame)
        return [file(page, bytes)]
    }

    private func neighbour(
        _ list: ListName, _ rank: Int, _ database: PublicTransaction
    ) throws -> PostPage.Neighbour? {
        guard rank > 0 else { return nil }
        return try database.name(list, rank: rank).map {
            (SitePath.post($0.guid), try name($0.name, of: $0.guid, database))
        }
    }

    /// Returns the name that lists show of a post whose text comes to this one.
    func name(_ name: String, of guid: String, _ database: PublicTransaction) throws -> String {
        guard PostName.isBlank(name) else { return name }
        return try database.post(guid: guid)?.name(in: frame.words) ?? name
    }

    /// Returns links to the photo's files, if a public post or profile shows the photo.
    func photo(_ fileName: String, _ database: PublicTransaction) throws -> [OutputFile] {
        guard let photo = try database.photo(fileName: fileName) else { return [] }
        return photo.versions.map { version in
            let name = version.name + fileName
            return OutputFile(
                path: "uploads/images/" + name,
                linkTo: context.imagesFolder.appending(path: name).path)
        }
    }

    func redirect(_ path: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let guid = try database.redirect(path: path), let post = try database.post(guid: guid)
        else { return [] }
        let redirect = RedirectPage(
            target: SitePath.post(guid), targetTitle: post.name(in: frame.words))
        return [file(page, try redirect.render(in: frame))]
    }
}
