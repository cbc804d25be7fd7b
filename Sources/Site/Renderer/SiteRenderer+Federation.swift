internal import Composing
internal import Diaspora
internal import Foundation
internal import PublicTree
internal import Store

/// The documents by which other pods find the people of this one.
extension SiteRenderer {
    /// Returns the address of the pod.
    ///
    /// - Throws: ``SiteError/noPodAddress(_:)``.
    func pod() throws -> PodAddress {
        guard let pod = PodAddress(url: context.settings.url) else {
            throw SiteError.noPodAddress(context.settings.url)
        }
        return pod
    }

    func hCard(_ guid: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let person = try database.person(guid: guid), let guid = GUID(guid),
            let identity = try database.identity(personID: person.id)
        else { return [] }
        return [file(page, person.hCard(guid: guid, identity, site: frame).html)]
    }

    /// Lists as many posts as the reference does: each of them is fetched by every pod that meets
    /// the person.
    func personStream(_ guid: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let person = try database.person(guid: guid) else { return [] }
        let list = ListName.person(person.id)
        let ranks = FeedCut(size: 15).headRanks(try database.count(list))
        let posts = try ranks.map { try database.posts(list, ranks: $0) } ?? []
        let stream = PersonStream(
            posts: posts.reversed().compactMap { $0.streamPost(author: person) })
        return [file(page, stream.json)]
    }

    func nodeInfo(_ version: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let version = NodeInfo.Version(rawValue: version),
            NodeInfo.Version.written.contains(version)
        else { return [] }
        let settings = context.settings
        let counts = try database.statistics()
        let info = NodeInfo(
            software: NodeInfo.Software(
                name: "dandelion", version: ProgramVersion.number,
                repository: settings.sourceURL.isEmpty ? nil : settings.sourceURL),
            outboundServices: ["atom1.0"], isOpen: settings.isOpen,
            usage: NodeInfo.Usage(
                users: settings.publishesUserCount ? counts["users"] : nil,
                localPosts: settings.publishesPostCount ? counts["posts"] : nil),
            nodeName: settings.podName)
        return [file(page, info.json(version))]
    }
}
