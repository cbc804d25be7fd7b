internal import Hummingbird

/// The address of the page that is shown, by which its buttons and its pager lead back.
extension Visit {
    /// Returns the same visit for the page of an address, which a form shows once more.
    func at(_ address: String) -> Visit {
        var visit = self
        visit.pageAddress = address
        return visit
    }

    /// The address of the page, without the notice that it was asked to begin with.
    var here: String {
        guard pageAddress == nil else { return own.path + own.query }
        let query = parts(of: own.query, without: [Notice.field, Notice.subjectField])
        return own.path + Self.query(query)
    }

    /// Returns the address of the page with another value of a field.
    func address(setting field: String, to value: String) -> String {
        let query = parts(of: own.query, without: [field, Notice.field, Notice.subjectField])
        return own.path + Self.query(query + ["\(field)=\(value)"])
    }

    /// Returns a field of the request's query, decoded; the first of several.
    func parameter(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map { String($0) }
    }

    /// The path and the query, with its `?`, of the page that is shown: that of the request, the one that was set, or for any
    /// other form the stream.
    private var own: (path: String, query: String) {
        if let pageAddress {
            let parts = pageAddress.split(separator: "?", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? "?" + parts[1] : "")
        }
        guard request.method == .get else { return (AppPath.stream, "") }
        return (request.uri.path, request.uri.query.map { "?" + $0 } ?? "")
    }

    private func parts(of query: String, without names: [String]) -> [String] {
        query.drop { $0 == "?" }.split(separator: "&").map(String.init).filter { part in
            !names.contains { part.hasPrefix($0 + "=") }
        }
    }

    private static func query(_ parts: [String]) -> String {
        parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
