/// A pod's account of its software and its size.
///
/// Spec: NodeInfo protocol, schemas 2.0 and 2.1. Version 1.0 has a closed list of programs, so it is
/// read and never written.
public struct NodeInfo: Hashable, Sendable {
    /// Longest document that is read, in bytes.
    public static let maximumBytes = 1 << 18

    /// Versions, the lower first.
    public enum Version: String, Sendable, CaseIterable {
        case v1 = "1.0"
        case v2 = "2.0"
        case v2_1 = "2.1"

        public static let written: [Version] = [.v2, .v2_1]

        var schema: String { "http://nodeinfo.diaspora.software/ns/schema/\(rawValue)" }
    }

    public struct Software: Hashable, Sendable {
        /// Small letters, digits and hyphens.
        public let name: String
        public let version: String
        public var repository: String?
        public var homepage: String?

        public init(
            name: String, version: String, repository: String? = nil, homepage: String? = nil
        ) {
            self.name = name
            self.version = version
            self.repository = repository
            self.homepage = homepage
        }
    }

    /// Counts; `nil` where a pod keeps one to itself.
    public struct Usage: Hashable, Sendable {
        public var users: Int?
        public var activeHalfyear: Int?
        public var activeMonth: Int?
        public var localPosts: Int?
        public var localComments: Int?

        public init(users: Int? = nil, localPosts: Int? = nil, localComments: Int? = nil) {
            self.users = users
            self.localPosts = localPosts
            self.localComments = localComments
        }
    }

    public var software: Software
    public var protocols = ["diaspora"]
    public var inboundServices: [String] = []
    public var outboundServices: [String] = []
    public var isOpen: Bool
    public var usage: Usage
    public var nodeName: String?

    public init(
        software: Software, outboundServices: [String], isOpen: Bool, usage: Usage,
        nodeName: String
    ) {
        self.software = software
        self.outboundServices = outboundServices
        self.isOpen = isOpen
        self.usage = usage
        self.nodeName = nodeName
    }
}
