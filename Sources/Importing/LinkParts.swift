internal import Markdown
internal import Store

/// A destination taken apart.
struct LinkParts: Equatable {
    /// The host of an `http:` or `https:` address, in lower case.
    let host: String?
    /// Whether the destination is a path, of this site or folder.
    let isPath: Bool
    let path: String
    let fragment: String?

    init(_ destination: String) {
        let parts = destination.split(
            separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        fragment = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
        let address = (parts.first ?? "").prefix { $0 != "?" }
        let start = address.prefix("https://".count).lowercased()
        let scheme = ["https://", "http://", "//"].first { start.hasPrefix($0) }
        if let scheme {
            let rest = address.dropFirst(scheme.count)
            let authority = rest.prefix { $0 != "/" }
            host = authority.lowercased()
            path = String(rest.dropFirst(authority.count))
            isPath = false
        } else {
            host = nil
            path = String(address)
            isPath =
                LinkOccurrence(kind: .link, destination: String(address), line: 1).isRelative
        }
    }

    /// Resolves a relative path from a file or page.
    ///
    /// - Parameter base: Of the file or page, without a leading `/`; one that ends in `/` is a folder.
    /// - Returns: `nil` if the path leads out of the root.
    static func resolve(_ path: String, against base: String) -> String? {
        var segments = base.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
        for segment in path.split(separator: "/") {
            switch segment {
            case ".": continue
            case "..":
                guard segments.popLast() != nil else { return nil }
            default: segments.append(String(segment))
            }
        }
        let isFolder = path.hasSuffix("/")
        return segments.joined(separator: "/") + (isFolder && !segments.isEmpty ? "/" : "")
    }
}
