internal import Escaping

extension NodeInfo {
    /// Returns the document in one of ``Version/written``, with no names beyond those of the
    /// schema.
    public func json(_ version: Version) -> [UInt8] {
        var json = JSONWriter(escaping: .plain, layout: .lines)
        json.object { json in
            json.string("version", version.rawValue)
            json.object("software") { software.write(version, to: &$0) }
            Self.write("protocols", protocols, to: &json)
            json.object("services") { services in
                Self.write("inbound", inboundServices, to: &services)
                Self.write("outbound", outboundServices, to: &services)
            }
            json.boolean("openRegistrations", isOpen)
            json.object("usage") { usage.write(to: &$0) }
            json.object("metadata") { $0.string("nodeName", nodeName) }
        }
        return json.document
    }

    /// Writes a list, even an empty one, as the schema demands.
    private static func write(_ name: String, _ values: [String], to json: inout JSONWriter) {
        json.array(name) { list in
            for value in values { list.value(value) }
        }
    }
}

extension NodeInfo.Software {
    fileprivate func write(_ version: NodeInfo.Version, to json: inout JSONWriter) {
        json.string("name", name)
        json.string("version", self.version)
        if version == .v2_1 {
            json.string("repository", repository)
            json.string("homepage", homepage)
        }
    }
}

extension NodeInfo.Usage {
    fileprivate func write(to json: inout JSONWriter) {
        json.object("users") { json in
            json.number("total", users)
            json.number("activeHalfyear", activeHalfyear)
            json.number("activeMonth", activeMonth)
        }
        json.number("localPosts", localPosts)
        json.number("localComments", localComments)
    }
}
