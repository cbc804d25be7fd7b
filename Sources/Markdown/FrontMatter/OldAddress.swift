public import Foundation

/// The addresses that a post had on the blog it comes from.
public enum OldAddress {
    /// Returns the addresses to redirect to the new page, each with a leading `/`, none twice:
    /// those of the front matter, or else those that the blog's configuration derives from the
    /// file's name, or Jekyll, Hugo and Zola by default.
    ///
    /// - Parameters:
    ///   - date: The post's date, for dated addresses.
    ///   - blog: The configuration of the blog, if there is one.
    public static func all(
        of file: SourceFileName, _ frontMatter: FrontMatter, date: Date?, timeZone: TimeZone,
        blog: BlogConfiguration? = nil
    ) -> [String] {
        var addresses = frontMatter.address.map { [$0] } ?? []
        addresses += frontMatter.aliases
        if frontMatter.address == nil {
            let zone = blog?.timeZone ?? timeZone
            let names = AddressNames(
                file: file, frontMatter: frontMatter,
                date: (date ?? file.day?.date(in: zone)).map { AddressDate($0, timeZone: zone) })
            addresses += names.addresses(blog)
        }
        // Addresses of other servers are whole.
        let base = blog?.basePath ?? ""
        var known: Set<String> = []
        return addresses.compactMap { address in
            path(address).map { address.contains("://") ? $0 : base + $0 }
        }.filter { known.insert($0).inserted }
    }

    /// Normalizes an address, so that addresses for which a web server answers alike are equal:
    /// without scheme and host, query, fragment, `index.html` and trailing `/`.
    public static func normalised(_ address: String) -> String? {
        guard var path = path(address) else { return nil }
        if path.hasSuffix("/index.html") { path.removeLast("index.html".count) }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Returns the path of an address, with a leading `/`; `nil` if there is none.
    private static func path(_ address: String) -> String? {
        var rest = Substring(address.trimmed)
        if let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...].drop { $0 != "/" }
        }
        rest = rest.prefix { $0 != "?" && $0 != "#" }
        let segments = rest.split(separator: "/", omittingEmptySubsequences: true)
        guard !segments.isEmpty, !segments.contains(where: { $0 == ".." || $0 == "." }) else {
            return nil
        }
        return "/" + segments.joined(separator: "/") + (rest.hasSuffix("/") ? "/" : "")
    }
}
