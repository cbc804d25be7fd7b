internal import Escaping
public import Foundation

/// The document at `/.well-known/nodeinfo`: which versions a pod has, and where.
///
/// Spec: NodeInfo protocol, "Discovery".
public struct NodeInfoLinks: Hashable, Sendable {
    public let urls: [NodeInfo.Version: String]

    /// The links of our own pod.
    public init(pod: PodAddress) {
        urls = Dictionary(
            uniqueKeysWithValues: NodeInfo.Version.written.map { ($0, pod.nodeInfo($0)) })
    }

    /// - Parameter pod: The pod that was asked; links that lead elsewhere are passed over.
    /// - Throws: ``DiscoveryError/tooLarge(bytes:)``, ``DiscoveryError/unreadable``,
    ///   ``DiscoveryError/unknownVersion``.
    public init(reading json: Data, at pod: PodAddress) throws(DiscoveryError) {
        guard json.count <= NodeInfo.maximumBytes else { throw .tooLarge(bytes: json.count) }
        let document: Document
        do {
            document = try StrangersJSON.decode(Document.self, from: json)
        } catch {
            throw .unreadable
        }
        var urls: [NodeInfo.Version: String] = [:]
        for version in NodeInfo.Version.allCases {
            let hrefs = document.links.filter { $0.rel == version.schema }.compactMap(\.href)
            urls[version] = hrefs.first { href in
                PodAddress(url: href).map(pod.isSamePod) ?? false
            }
        }
        guard !urls.isEmpty else { throw .unknownVersion }
        self.urls = urls
    }

    /// The address of the highest version.
    public var best: String? {
        NodeInfo.Version.allCases.reversed().lazy.compactMap { urls[$0] }.first
    }

    public var json: [UInt8] {
        var json = JSONWriter(escaping: .plain, layout: .lines)
        json.object { json in
            json.array("links") { list in
                for version in NodeInfo.Version.allCases {
                    guard let url = urls[version] else { continue }
                    list.object { link in
                        link.string("rel", version.schema)
                        link.string("href", url)
                    }
                }
            }
        }
        return json.document
    }

    private struct Document: Decodable {
        let links: [Link]

        struct Link: Decodable {
            let rel: String
            let href: String?
        }
    }
}
