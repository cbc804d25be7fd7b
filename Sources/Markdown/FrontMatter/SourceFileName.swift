public import Foundation

/// The facts about a post that the path of its source file contains.
///
/// Known forms: `2024-05-12-hello.md`, `_posts/2024-05-12-hello.md`, `2024/05/12/hello.md`,
/// `2024/05/hello/index.md`, `content/post/hello.md`.
public struct SourceFileName: Equatable, Sendable {
    public struct Day: Equatable, Sendable {
        public let year: Int
        public let month: Int
        public let day: Int

        public func date(in timeZone: TimeZone) -> Date? {
            FrontMatterDate.day(year, month, day, timeZone: timeZone)
        }
    }

    public let day: Day?
    /// Name of the post without date and ending, as it was written.
    public let slug: String
    /// Folders of the post that are no date, outermost first, without `content` and `_posts`.
    public let sections: [String]
    /// `_index.md`: the page of a section of Hugo or Zola, not a post.
    public let isSection: Bool
    /// Whether the file stood in Jekyll's folder for drafts.
    public let isDraft: Bool
    /// Whether the file stood in Jekyll's `_posts`.
    public let isJekyll: Bool
    /// The path that was read.
    let path: String
    /// Name of the post without its ending, its day among it.
    let stem: String
    /// All folders of the post, outermost first, without `content` and `_posts`.
    let folders: [String]

    /// - Parameter path: Path below the imported folder, parted by `/`.
    public init(path: String) {
        self.path = path
        var folders = path.split(separator: "/").map(String.init).filter { $0 != "." }
        let file = folders.popLast() ?? ""
        var stem = Self.withoutEnding(file)
        isSection = stem == "_index"
        isDraft = folders.contains("_drafts")
        isJekyll = folders.contains("_posts") || isDraft
        if stem == "index" || stem == "_index" { stem = folders.popLast() ?? stem }
        self.stem = stem
        self.folders = folders.filter { !Self.roots.contains($0) }
        let named = Self.dated(stem)
        let numbers = Self.trailingDate(&folders)
        day = named?.day ?? numbers
        slug = named?.slug ?? stem
        sections = folders.filter { !Self.roots.contains($0) }
    }

    /// The file name endings of Markdown files. Spec: Jekyll, `markdown_ext`; Hugo, "Content
    /// formats".
    public static let markdownEndings = [
        ".md", ".markdown", ".mdown", ".mkdown", ".mkdn", ".mkd",
    ]
    public static let htmlEndings = [".html", ".htm"]

    private static let roots: Set<String> = ["content", "_posts", "_drafts"]

    /// Returns the day that an address contains: `2026/03/26/1.94.1-release`.
    public static func day(inAddress address: String) -> Day? {
        let parts = address.split(separator: "/").map(String.init)
        for start in parts.indices.dropLast(2) {
            if let day = day(parts[start...].prefix(3).map(\.self)) { return day }
        }
        return parts.lazy.compactMap { dated($0)?.day }.first
    }

    /// Returns the last part of an address, without `.html` and `index.html`.
    public static func slug(inAddress address: String) -> String? {
        var parts = address.split(separator: "/").map(String.init)
        if parts.last == "index.html" { parts.removeLast() }
        guard let last = parts.last else { return nil }
        return last.hasSuffix(".html") ? String(last.dropLast(5)) : last
    }

    private static func withoutEnding(_ file: String) -> String {
        for ending in markdownEndings + htmlEndings
        where file.lowercased().hasSuffix(ending) && file.count > ending.count {
            return String(file.dropLast(ending.count))
        }
        return file
    }

    private static func dated(_ stem: String) -> (day: Day, slug: String)? {
        let parts = stem.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        // The day may run into the name by another sign than a hyphen: `2024-05-12_hello`.
        let digits = parts[2].prefix { $0.isASCII && $0.isNumber }
        let glued = parts[2].dropFirst(digits.count)
        guard glued.isEmpty || glued.first == "_" || glued.first == " ",
            let day = day([String(parts[0]), String(parts[1]), String(digits)])
        else { return nil }
        let rest = [glued.dropFirst()] + parts.dropFirst(3)
        let slug = rest.filter { !$0.isEmpty }.joined(separator: "-")
        return (day, slug.isEmpty ? stem : slug)
    }

    /// Removes `2024/05/12` or `2024/05` from the end of `folders`.
    private static func trailingDate(_ folders: inout [String]) -> Day? {
        if let day = day(folders.suffix(3)) {
            folders.removeLast(3)
            return day
        }
        if folders.count >= 2, let day = day(folders.suffix(2) + ["1"]) {
            folders.removeLast(2)
            return day
        }
        return nil
    }

    private static func day(_ parts: some Collection<String>) -> Day? {
        let parts = Array(parts)
        guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
            parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            year >= 1970, FrontMatterDate.day(year, month, day, timeZone: .gmt) != nil
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
