public import Foundation

extension NodeInfo {
    /// Reads what the check of a pod needs; what else a pod tells is passed over.
    ///
    /// - Throws: ``DiscoveryError/tooLarge(bytes:)``, ``DiscoveryError/unreadable``,
    ///   ``DiscoveryError/unknownVersion``, ``DiscoveryError/invalidSoftwareName(_:)``.
    public init(reading json: Data) throws(DiscoveryError) {
        guard json.count <= Self.maximumBytes else { throw .tooLarge(bytes: json.count) }
        let document: Document
        do {
            document = try StrangersJSON.decode(Document.self, from: json)
        } catch {
            throw .unreadable
        }
        guard Version(rawValue: document.version) != nil else { throw .unknownVersion }
        let name = document.software.name
        guard (1...255).contains(name.utf8.count), name.utf8.allSatisfy(Self.isOfName) else {
            throw .invalidSoftwareName(name)
        }
        software = Software(
            name: name, version: String(document.software.version.prefix(255)),
            repository: document.software.repository, homepage: document.software.homepage)
        protocols = document.protocols.names
        inboundServices = document.services.inbound
        outboundServices = document.services.outbound
        isOpen = document.openRegistrations
        usage = Usage(
            users: document.usage.users.total, localPosts: document.usage.localPosts,
            localComments: document.usage.localComments)
        usage.activeHalfyear = document.usage.users.activeHalfyear
        usage.activeMonth = document.usage.users.activeMonth
        nodeName = document.metadata.nodeName
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The fields that the schemas require; counts may be missing.
    private struct Document: Decodable {
        let version: String
        let software: SoftwareValue
        let protocols: Protocols
        let services: Services
        let openRegistrations: Bool
        let usage: UsageValue
        let metadata: Metadata
    }

    private struct SoftwareValue: Decodable {
        let name: String
        let version: String
        let repository: String?
        let homepage: String?
    }

    private struct Services: Decodable {
        let inbound: [String]
        let outbound: [String]
    }

    private struct UsageValue: Decodable {
        let users: Users
        let localPosts: Int?
        let localComments: Int?

        struct Users: Decodable {
            let total: Int?
            let activeHalfyear: Int?
            let activeMonth: Int?
        }
    }

    /// A list; in version 1.0 two, for either direction.
    private struct Protocols: Decodable {
        let names: [String]

        private struct Directions: Decodable {
            let inbound: [String]
            let outbound: [String]
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                names = try container.decode([String].self)
            } catch {
                let directions = try container.decode(Directions.self)
                let outbound = Set(directions.outbound)
                names = directions.inbound.filter(outbound.contains)
            }
        }
    }

    /// Anything at all. Programs that have nothing to tell write a list.
    private struct Metadata: Decodable {
        let nodeName: String?

        private struct Named: Decodable { let nodeName: String? }

        init(from decoder: any Decoder) throws {
            // Whatever stands there is no reason to doubt the rest.
            nodeName = (try? decoder.singleValueContainer().decode(Named.self))?.nodeName
        }
    }
}
