internal import Foundation
internal import Markup

extension Shortcode {
    /// The Markdown equivalent of a shortcode.
    enum Meaning: Equatable {
        /// Paragraphs.
        case block([String])
        /// The target of `ref` and `relref`.
        case reference(String)
        /// Code up to the closing mark.
        case code(language: String, isInline: Bool)
    }

    /// The Markdown of Hugo's built-in shortcodes; `nil` for those of a theme.
    var meaning: Meaning? {
        switch name {
        case "figure": figure.map { .block($0) }
        case "highlight":
            .code(
                language: value("lang", at: 0) ?? "",
                isInline: (values + named.map { "\($0)=\($1)" }).contains {
                    $0.lowercased().contains("hl_inline=true")
                })
        case "ref", "relref": value("path", at: 0).map { .reference($0) }
        default: address.map { .block([label($0)]) }
        }
    }

    private var figure: [String]? {
        guard let source = value("src", at: 0) else { return nil }
        let caption = named["caption"].map(Self.oneLine) ?? ""
        let alt = named["alt"].map(Self.oneLine) ?? caption
        var image = "![\(MarkdownEscape.inline(alt))](\(MarkdownDestination(source)))"
        if let link = named["link"], !link.isEmpty {
            image = "[\(image)](\(MarkdownDestination(link)))"
        }
        var paragraphs = [image]
        if let title = named["title"].map(Self.oneLine), !title.isEmpty {
            paragraphs.append("**\(MarkdownEscape.inline(title))**")
        }
        let credit = named["attr"].map(Self.oneLine).map { text in
            named["attrlink"].map { "[\(text)](\(MarkdownDestination($0)))" } ?? text
        }
        // Both may hold Markdown.
        let words = [caption, credit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        if !words.isEmpty { paragraphs.append(words) }
        return paragraphs
    }

    /// The web address of the content that the shortcode embeds.
    private var address: String? {
        switch name {
        case "youtube":
            return identifier("id", at: 0).map { "https://www.youtube.com/watch?v=" + $0 }
        case "vimeo", "vimeo_simple":
            return identifier("id", at: 0).map { "https://vimeo.com/" + $0 }
        case "gist":
            guard let user = identifier("user", at: 0), let id = identifier("id", at: 1) else {
                return nil
            }
            let file = value("file", at: 2).map { name in
                "#file-"
                    + name.lowercased().map { $0.isLetter || $0.isNumber ? "\($0)" : "-" }
                    .joined()
            }
            return "https://gist.github.com/\(user)/\(id)" + (file ?? "")
        case "tweet", "twitter", "twitter_simple", "x", "x_simple":
            guard let id = identifier("id", at: 0) else { return nil }
            return "https://twitter.com/\(identifier("user") ?? "i")/status/\(id)"
        case "instagram", "instagram_simple":
            return identifier("id", at: 0).map { "https://www.instagram.com/p/\($0)/" }
        default: return nil
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func identifier(_ key: String, at place: Int? = nil) -> String? {
        guard let value = value(key, at: place), !value.isEmpty,
            value.utf8.allSatisfy({ $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        return value
    }

    private func label(_ address: String) -> String {
        guard let title = named["title"].map(Self.oneLine), !title.isEmpty else {
            return "<\(address)>"
        }
        return "[\(MarkdownEscape.inline(title))](\(MarkdownDestination(address)))"
    }
}
