internal import Escaping
public import Foundation

/// The addresses of a person's documents, requested by ID.
///
///     GET /.well-known/webfinger?resource=acct:alice@pod.example
///
/// Spec: diaspora* federation protocol, "WebFinger"; RFC 7033 (JSON Resource Descriptor).
public struct WebFinger: Hashable, Sendable {
    /// Longest answer that is read, in bytes.
    public static let maximumBytes = 1 << 18
    public static let mediaType = "application/jrd+json"

    public let id: DiasporaID
    public let aliases: [String]
    public let links: [Link]
    public let hCardURL: String
    /// The pod as the person's seed location names it; all other addresses are made from it.
    public let pod: PodAddress

    public struct Link: Hashable, Sendable, Codable {
        public let rel: String
        public var type: String?
        public var href: String?
        public var template: String?
    }

    /// Makes the descriptor of a person of this pod.
    public init(id: DiasporaID, guid: GUID, pod: PodAddress) {
        self.id = id
        self.pod = pod
        aliases = [pod.person(guid)]
        hCardURL = pod.hCard(guid)
        links = [
            Link(rel: Rel.hCard, type: "text/html", href: hCardURL),
            Link(rel: Rel.seed, type: "text/html", href: pod.url),
            Link(
                rel: "http://webfinger.net/rel/profile-page", type: "text/html",
                href: pod.profile(id.username)),
            Link(
                rel: "http://schemas.google.com/g/2010#updates-from", type: "application/atom+xml",
                href: pod.atomFeed(id.username)),
            Link(rel: "salmon", href: pod.receive(person: guid)),
            Link(
                rel: "http://ostatus.org/schema/1.0/subscribe",
                template: pod.url + "people?q={uri}"),
            Link(rel: "http://openid.net/specs/connect/1.0/issuer", href: pod.url),
        ]
    }

    /// Believes the answer of a person's pod.
    ///
    /// The subject is the person asked for, and card and seed location are on the pod that the ID
    /// names, a leading `www.` aside: nobody speaks for people of another host.
    ///
    /// - Parameter isSecure: Whether the pod was asked by `https`; then its links are such too.
    /// - Throws: ``DiscoveryError/tooLarge(bytes:)``, ``DiscoveryError/unreadable``,
    ///   ``DiscoveryError/anotherSubject(_:)``, ``DiscoveryError/missingLink(rel:)``,
    ///   ``DiscoveryError/invalidLink(rel:_:)``, ``DiscoveryError/foreignLink(rel:_:)``.
    public init(
        reading json: Data, for id: DiasporaID, isSecure: Bool = true
    ) throws(DiscoveryError) {
        guard json.count <= Self.maximumBytes else { throw .tooLarge(bytes: json.count) }
        let document: Document
        do {
            document = try StrangersJSON.decode(Document.self, from: json)
        } catch {
            throw .unreadable
        }
        guard document.subject.lowercased().hasPrefix("acct:"), DiasporaID(document.subject) == id
        else { throw .anotherSubject(document.subject) }
        let home = PodAddress(of: id, isSecure: isSecure)
        let seed = try Self.link(Rel.seed, in: document, at: home)
        let card = try Self.link(Rel.hCard, in: document, at: home)
        guard card.hasPath else { throw .invalidLink(rel: Rel.hCard, card.text) }
        self.id = id
        aliases = document.aliases ?? []
        links = document.links
        hCardURL = card.text
        pod = PodAddress(seed)
    }

    public var json: [UInt8] {
        var json = JSONWriter(escaping: .plain, layout: .lines)
        json.object { json in
            json.string("subject", "acct:\(id)")
            json.array("aliases") { list in
                for alias in aliases { list.value(alias) }
            }
            json.array("links") { list in
                for link in links { link.write(to: &list) }
            }
        }
        return json.document
    }

    private enum Rel {
        static let hCard = "http://microformats.org/profile/hcard"
        static let seed = "http://joindiaspora.com/seed_location"
    }

    private struct Document: Decodable {
        let subject: String
        let aliases: [String]?
        let links: [Link]
    }

    private static func link(
        _ rel: String, in document: Document, at home: PodAddress
    ) throws(DiscoveryError) -> WebAddress {
        guard let href = document.links.first(where: { $0.rel == rel })?.href else {
            throw .missingLink(rel: rel)
        }
        guard let address = WebAddress(href) else { throw .invalidLink(rel: rel, href) }
        guard home.isSamePod(as: PodAddress(address)) else {
            throw .foreignLink(rel: rel, href)
        }
        return address
    }
}

extension WebFinger.Link {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("rel", rel)
            json.string("type", type)
            json.string("href", href)
            json.string("template", template)
        }
    }
}
