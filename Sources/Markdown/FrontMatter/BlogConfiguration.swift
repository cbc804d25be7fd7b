public import Foundation

/// The settings of a blog's configuration that concern its addresses and its time zone.
///
/// A configuration is never refused: settings that cannot be read count as missing.
public struct BlogConfiguration: Equatable, Sendable {
    public enum Program: Equatable, Sendable { case hugo, jekyll, zola }

    public let program: Program
    /// Names of the web servers that the blog's own addresses begin with.
    public private(set) var hosts: Set<String> = []
    /// The path of the blog on its server: `/blog`, or empty.
    public private(set) var basePath = ""
    public private(set) var timeZone: TimeZone?
    /// Jekyll's patterns, each for the files below a path, and the pattern of all.
    private(set) var permalinks: [(path: String, pattern: String)] = []
    /// Hugo's patterns by section.
    private(set) var sectionPermalinks: [String: String] = [:]
    private(set) var keepsCase = false
    private(set) var isUgly = false
    /// Whether Hugo takes the day, and so the name, from `2024-05-12-name.md`.
    private(set) var datesFileNames = false

    /// Reads a file.
    ///
    /// - Parameter permalinks: Text of Hugo's `config/_default/permalinks.*`, in the same notation.
    public init(fileName: String, text: String, permalinks: String? = nil) {
        let notation = Self.notation(fileName)
        let entries = Self.entries(text, notation)
        let keys = Set(entries.map(\.key))
        if fileName.hasPrefix("_config") {
            program = .jekyll
        } else {
            program = keys.contains("base_url") ? .zola : .hugo
        }
        for entry in entries { take(entry) }
        if let permalinks { takeSections(Self.entries(permalinks, notation)) }
        // A file that is no YAML may still tell its address.
        if entries.isEmpty, let address = Self.address(in: text) { takeAddress(address) }
    }

    public static func == (one: BlogConfiguration, other: BlogConfiguration) -> Bool {
        one.program == other.program && one.hosts == other.hosts
            && one.basePath == other.basePath && one.timeZone == other.timeZone
            && one.permalinks.map { "\($0)" } == other.permalinks.map { "\($0)" }
            && one.sectionPermalinks == other.sectionPermalinks
    }

    /// Returns Jekyll's pattern for a file; the longest matching path wins.
    func permalink(path: String) -> String? {
        permalinks.filter { place, _ in
            place.isEmpty || path == place
                || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
        }.max { $0.path.count < $1.path.count }?.pattern
    }

    // MARK: - Reading

    private mutating func take(_ entry: FrontMatterEntry) {
        switch entry.key.lowercased() {
        case "baseurl" where program == .jekyll:
            basePath = Self.trimmed(entry.value.text ?? "")
        case "baseurl", "base_url", "url":
            if let address = entry.value.text { takeAddress(address) }
        case "timezone":
            if let name = entry.value.text { timeZone = TimeZone(identifier: name) }
        case "permalink":
            if let pattern = entry.value.text { permalinks.append(("", pattern)) }
        case "defaults": takeDefaults(entry.value)
        case "collections":
            if let pattern = entry.value["posts"]?["permalink"]?.text {
                permalinks.append(("", pattern))
            }
        case "permalinks": if case .table(let entries) = entry.value { takeSections(entries) }
        case "disablepathtolower": keepsCase = entry.value == .boolean(true)
        case "uglyurls": isUgly = entry.value == .boolean(true)
        case "frontmatter":
            guard case .list(let sources) = entry.value["date"] else { return }
            datesFileNames = sources.contains { $0.text == ":filename" }
        default: break
        }
    }

    private mutating func takeAddress(_ address: String) {
        guard let url = URL(string: address), let host = url.host() else { return }
        hosts.insert(host.lowercased())
        if program != .jekyll { basePath = Self.trimmed(url.path()) }
    }

    private mutating func takeDefaults(_ value: FrontMatterValue) {
        guard case .list(let items) = value else { return }
        for item in items {
            let type = item["scope"]?["type"]?.text ?? "posts"
            guard type == "posts" || type == "post",
                let pattern = item["values"]?["permalink"]?.text
            else { continue }
            let path = Self.trimmed(item["scope"]?["path"]?.text ?? "")
            permalinks.append((String(path.dropFirst()), pattern))
        }
    }

    /// Reads Hugo's `[permalinks]`, which holds patterns, or tables of them by kind.
    private mutating func takeSections(_ entries: [FrontMatterEntry]) {
        for entry in entries {
            if case .table(let inner) = entry.value {
                if entry.key == "page" { takeSections(inner) }
            } else if let pattern = entry.value.text {
                sectionPermalinks[Self.trimmed(entry.key.lowercased())] = pattern
            }
        }
    }

    /// Returns a path with a slash before it and none behind; empty for the root.
    private static func trimmed(_ path: String) -> String {
        path.split(separator: "/").map { "/" + $0 }.joined()
    }

    private static func notation(_ fileName: String) -> FrontMatterNotation {
        fileName.hasSuffix(".toml") ? .toml : fileName.hasSuffix(".json") ? .json : .yaml
    }

    private static func entries(
        _ text: String, _ notation: FrontMatterNotation
    ) -> [FrontMatterEntry] {
        // The caller goes on without it.
        let entries =
            switch notation {
            case .yaml: try? FrontMatterYAML.entries(text, firstLine: 1)
            case .toml: try? FrontMatterTOML.entries(text, firstLine: 1)
            case .json: try? FrontMatterJSON.entries(text, firstLine: 1)
            }
        return entries ?? []
    }

    private static func address(in text: String) -> String? {
        let line = /(?i)^\s*"?(?:baseurl|base_url|url)"?\s*[:=]\s*["']?(https?:\/\/[^"'\s]+)/
        for text in text.split(whereSeparator: \.isNewline) {
            if let match = text.firstMatch(of: line) { return String(match.1) }
        }
        return nil
    }
}

extension FrontMatterValue {
    /// Returns the value of a key of a table, in any case; `nil` for other values.
    fileprivate subscript(key: String) -> FrontMatterValue? {
        guard case .table(let entries) = self else { return nil }
        return entries.first { $0.key.lowercased() == key.lowercased() }?.value
    }
}
