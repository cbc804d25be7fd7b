internal import Foundation

/// The headings of a rendered post, found by what other programs call them.
struct HeadingNames: Sendable {
    private var exact: Set<String> = []
    private var folded: [String: String] = [:]
    private let anchors: [String: String]
    private let guid: String

    /// - Parameters:
    ///   - guid: Begins every `id` of the post.
    ///   - anchors: Names that headings had beside their words: the words by name.
    init(html: String, guid: String, anchors: [String: String] = [:]) {
        self.anchors = anchors
        self.guid = guid
        let mark = " id=\"\(guid)-"
        for part in html.components(separatedBy: mark).dropFirst() {
            let name = String(part.prefix { $0 != "\"" })
            // Notes have a colon, headings never.
            guard !name.contains(":") else { continue }
            exact.insert(name)
            let key = Self.fold(name)
            if folded[key] == nil { folded[key] = name }
        }
    }

    /// Returns the heading's `id` on the post's own page, to which other posts link; `nil` if the
    /// fragment matches no heading.
    func id(for fragment: String) -> String? {
        name(for: fragment).map { Self.given($0) ?? "\(guid)-\($0)" }
    }

    /// Returns the heading's name, to which links in the post itself lead; `nil` if the fragment
    /// matches no heading.
    func ownName(for fragment: String) -> String? {
        name(for: fragment).map { Self.given($0) ?? $0 }
    }

    /// Returns the name that the author gave explicitly; in the stored markup such a name begins
    /// with a hyphen.
    private static func given(_ name: String) -> String? {
        name.hasPrefix("-") ? String(name.dropFirst()) : nil
    }

    /// Returns the heading's `id` in the stored markup, without the GUID; `nil` if the fragment
    /// matches no heading.
    ///
    /// Blog programs differ only in hyphens and punctuation, so letters and digits identify a
    /// heading.
    private func name(for fragment: String) -> String? {
        let fragment = fragment.removingPercentEncoding ?? fragment
        if exact.contains(fragment) { return fragment }
        if let words = anchors[fragment], let name = folded[Self.fold(words)] { return name }
        let key = Self.fold(fragment)
        return folded[key] ?? cut(key)
    }

    /// Returns the heading whose name was cut because it was too long, and so is only the beginning
    /// of the key.
    private func cut(_ key: String) -> String? {
        guard key.utf8.count >= Self.shortestCut else { return nil }
        return folded.filter { name, _ in
            name.utf8.count >= Self.shortestCut && key.hasPrefix(name)
        }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
    }

    /// Bytes of a name without hyphens that may have been cut.
    private static let shortestCut = 56

    private static func fold(_ name: String) -> String {
        String(
            name.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            }.map(Character.init))
    }
}
