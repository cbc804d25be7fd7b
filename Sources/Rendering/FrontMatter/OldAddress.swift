public import Foundation

/// The addresses that a post had on the blog it comes from.
public enum OldAddress {
    /// Addresses to send on to the new page, each with a leading `/`, none twice: what the front
    /// matter says, and else what Jekyll, Hugo and Zola make of the file's name by default.
    ///
    /// - Parameter date: The post's date, for Jekyll's dated addresses.
    public static func all(
        of file: SourceFileName, _ frontMatter: FrontMatter, date: Date?, timeZone: TimeZone
    ) -> [String] {
        var addresses = frontMatter.address.map { [$0] } ?? []
        addresses += frontMatter.aliases
        if frontMatter.address == nil {
            addresses +=
                file.isJekyll
                ? jekyll(file, frontMatter, date: date, timeZone: timeZone)
                : [hugo(file, frontMatter)]
        }
        var known: Set<String> = []
        return addresses.compactMap(path).filter { known.insert($0).inserted }
    }

    /// One form for addresses that a web server answers alike: without scheme and host, query,
    /// fragment, `index.html` and trailing `/`.
    public static func normalised(_ address: String) -> String? {
        guard var path = path(address) else { return nil }
        if path.hasSuffix("/index.html") { path.removeLast("index.html".count) }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The path of an address, with a leading `/`; nil if there is none.
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

    /// `/posts/hello/`, and Zola's the same.
    private static func hugo(_ file: SourceFileName, _ frontMatter: FrontMatter) -> String {
        let name = frontMatter.slug ?? urlized(file.slug)
        return (file.sections + [name]).joined(separator: "/") + "/"
    }

    /// `/category/2024/05/12/hello.html`, with and without its ending.
    private static func jekyll(
        _ file: SourceFileName, _ frontMatter: FrontMatter, date: Date?, timeZone: TimeZone
    ) -> [String] {
        guard let date = date ?? file.day?.date(in: timeZone) else { return [] }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let day = calendar.dateComponents([.year, .month, .day], from: date)
        let numbers = [day.year, day.month, day.day].map { number in
            let digits = "\(number ?? 0)"
            return digits.count < 2 ? "0" + digits : digits
        }
        let categories = (file.sections + frontMatter.categories).map { $0.lowercased() }
        let name = frontMatter.slug ?? file.slug
        let path = (categories.map(urlized) + numbers + [name]).joined(separator: "/")
        return [path + ".html", path + "/"]
    }

    /// The name as these programs put it in an address: lower case, spaces as hyphens.
    private static func urlized(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
    }
}
