/// What the elements of HTML mean for a Markdown text.
/// Spec: HTML, "The elements of HTML".
package enum HTMLVocabulary {
    /// Elements that stand on lines of their own.
    package static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
        "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]

    /// Elements whose content a cell of a Markdown table cannot hold.
    static let tooMuchForCell: Set<String> = [
        "blockquote", "details", "dl", "hr", "menu", "ol", "pre", "table", "ul",
    ]

    /// Elements whose content is for machines.
    static let dropped: Set<String> = [
        "base", "head", "link", "meta", "script", "style", "template", "title",
    ]

    /// Elements that say nothing a reader would miss.
    static let silent: Set<String> = [
        "bdi", "bdo", "data", "label", "nobr", "picture", "slot", "span", "tbody", "time", "wbr",
    ]

    static let emphasis: Set<String> = ["cite", "dfn", "em", "i", "var"]
    static let strong: Set<String> = ["b", "strong"]
    static let deletion: Set<String> = ["del", "s", "strike"]
    static let code: Set<String> = ["code", "kbd", "samp", "tt"]

    /// Elements that show another document in the page.
    static let embedding: Set<String> = ["audio", "embed", "iframe", "object", "video"]

    /// Elements known to HTML that become their text, and are named.
    static let reduced: Set<String> = [
        "abbr", "acronym", "area", "big", "blink", "button", "canvas", "col", "colgroup",
        "datalist", "font", "frame", "frameset", "input", "ins", "map", "mark", "marquee", "math",
        "meter", "optgroup", "option", "output", "param", "progress", "rb", "rp", "rt", "ruby",
        "select", "small", "source", "sub", "sup", "svg", "textarea", "track", "u",
    ]

    /// Whether HTML has an element of this name, in lower case.
    package static func knows(_ name: String) -> Bool {
        [
            blocks, dropped, silent, emphasis, strong, deletion, code, embedding, reduced,
            ["a", "br", "img", "q"],
        ].contains { $0.contains(name) }
    }
}
