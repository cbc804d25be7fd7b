extension NodeInfo {
    /// The document of one of ``Version/written``. No name stands in it that the schema does not have.
    public func json(_ version: Version) -> [UInt8] {
        PrettyJSON.object([
            ("version", .string(version.rawValue)),
            ("software", software.json(version)),
            ("protocols", .array(protocols.map { .string($0) })),
            (
                "services",
                .object([
                    ("inbound", .array(inboundServices.map { .string($0) })),
                    ("outbound", .array(outboundServices.map { .string($0) })),
                ])
            ),
            ("openRegistrations", .boolean(isOpen)),
            ("usage", usage.json),
            ("metadata", .object(nodeName.map { [("nodeName", .string($0))] } ?? [])),
        ]).bytes
    }
}

extension NodeInfo.Software {
    fileprivate func json(_ version: NodeInfo.Version) -> PrettyJSON {
        var members: [(String, PrettyJSON)] = [
            ("name", .string(name)), ("version", .string(self.version)),
        ]
        if version == .v2_1 {
            members += [("repository", repository), ("homepage", homepage)].compactMap {
                name, value in value.map { (name, .string($0)) }
            }
        }
        return .object(members)
    }
}

extension NodeInfo.Usage {
    fileprivate var json: PrettyJSON {
        let users = Self.members([
            ("total", users), ("activeHalfyear", activeHalfyear), ("activeMonth", activeMonth),
        ])
        let rest = Self.members([("localPosts", localPosts), ("localComments", localComments)])
        return .object([("users", .object(users))] + rest)
    }

    private static func members(_ counts: [(String, Int?)]) -> [(name: String, value: PrettyJSON)] {
        counts.compactMap { name, count in count.map { (name, .number($0)) } }
    }
}
