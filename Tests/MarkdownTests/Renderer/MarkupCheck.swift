/// Reads markup strictly: tags balance, attributes are quoted, text is escaped, identifiers are
/// unique and prefixed, and no fragment lacks its prefix.
struct MarkupCheck {
    private static let void: Set<String> = ["br", "hr", "img", "input"]
    private static let known: Set<String> = [
        "a", "abbr", "blockquote", "code", "del", "details", "div", "em", "figcaption", "figure",
        "h2", "h3", "h4", "h5", "h6", "kbd", "li", "mark", "ol", "p", "pre", "section", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
    ]
    private static let attributes: Set<String> = [
        "alt", "aria-label", "checked", "class", "decoding", "disabled", "height", "href", "id",
        "loading", "open", "rel", "role", "scope", "sizes", "src", "srcset", "start", "tabindex",
        "title",
        "type", "width",
    ]

    private(set) var faults: [String] = []
    private var open: [String] = []
    private var identifiers: Set<String> = []
    private let prefix: String

    private static let references = ["&lt;", "&gt;", "&amp;", "&quot;"]

    init(_ html: String, idPrefix: String) {
        prefix = idPrefix + "-"
        let scalars = Array(html.unicodeScalars)
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "<":
                guard let end = scalars[index...].firstIndex(of: ">") else {
                    faults.append("unfinished tag")
                    return
                }
                read(tag: String(String.UnicodeScalarView(scalars[index + 1..<end])))
                index = end
            case ">":
                faults.append("bare >")
            case "&":
                // By scalars: a combining mark behind a reference is one character with its end.
                let rest = scalars[index...].prefix(6)
                if !Self.references.contains(where: { rest.starts(with: $0.unicodeScalars) }) {
                    faults.append("bare &")
                }
            case let scalar where Self.isForbidden(scalar.value):
                faults.append("forbidden U+\(String(scalar.value, radix: 16))")
            default:
                break
            }
            index += 1
        }
        if !open.isEmpty { faults.append("unclosed \(open.prefix(5))") }
    }

    private static func isForbidden(_ value: UInt32) -> Bool {
        switch value {
        case 0x9, 0xA, 0xD: false
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }

    private mutating func read(tag: String) {
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            if open.popLast() != name { faults.append("stray </\(name)>") }
            return
        }
        let name = String(tag.prefix { $0 != " " })
        readAttributes(Substring(tag.dropFirst(name.count)), of: name)
        if Self.void.contains(name) { return }
        if !Self.known.contains(name) { faults.append("unknown <\(name)>") }
        if name == "a", open.contains("a") { faults.append("link in a link") }
        open.append(name)
    }

    private mutating func readAttributes(_ text: Substring, of element: String) {
        var rest = text
        var seen: Set<String> = []
        while !rest.isEmpty {
            guard rest.first == " " else {
                faults.append("attributes of <\(element)>")
                return
            }
            rest = rest.dropFirst()
            let name = String(rest.prefix { $0 != "=" && $0 != " " })
            rest = rest.dropFirst(name.count)
            if !Self.attributes.contains(name) { faults.append("attribute \(name)") }
            if !seen.insert(name).inserted { faults.append("second \(name)") }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst(2)
            let value = String(rest.prefix { $0 != "\"" })
            rest = rest.dropFirst(value.count + 1)
            check(name, value)
        }
    }

    private mutating func check(_ name: String, _ value: String) {
        switch name {
        case "id":
            if !identifiers.insert(value).inserted { faults.append("second id \(value)") }
            if !value.hasPrefix(prefix) { faults.append("id \(value)") }
            if value.contains(where: \.isWhitespace) { faults.append("space in id \(value)") }
        case "href", "src":
            if value.hasPrefix("#"), !value.dropFirst().hasPrefix(prefix) {
                faults.append("fragment \(value)")
            }
            if value.unicodeScalars.contains(where: { $0.value <= 0x20 }) {
                faults.append("space in \(value)")
            }
            let scheme = value.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
            let allowed = [
                "http", "https", "mailto", "tel", "xmpp", "ftp", "magnet", "mumble", "geo",
            ]
            if scheme.count < value.count, value[scheme.endIndex] == ":",
                !allowed.contains(scheme.lowercased())
            {
                faults.append("scheme of \(value)")
            }
        default:
            break
        }
    }
}
