import TestSupport

/// Markdown put together from small pieces, most of it odd.
struct RandomMarkdown {
    private static let pieces = [
        "word", "two words", "a\\", "b  ", "*em", "phasis*", "**bold** text", "`code", "span`",
        "[link](/a)", "[link", "text](/b", "\"title\")", "[ref]", "[ref]: /url", "[ref]: /url \"t",
        "[other]:", "/address", "- item", "* item", "+ item", "1. one", "2) two", "> quote", ">",
        "> > deep", "    indented", "\ttabbed", "  two", "   three", "# Heading", "===", "---",
        "```", "~~~", "| a | b |", "|---|---|", "| 1 | 2 |", "[^1]", "[^1]: note", "- [ ] task",
        "- [x] done", "<b>", "</b>", "<div>", "</div>", "<!-- c -->", "中文", "字。", "https://a.b/中",
        "\\\\", "~~del~~", "![img](x.png)", "&amp;", "&", "<https://a.b>", "", "", "", " ",
    ]
    private static let indents = ["", "", "", "", " ", "  ", "   ", "    ", "> ", ">", "- ", "\t"]

    static func text(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...12, using: &generator)
        return (0..<count).map { _ in
            let words = (0..<Int.random(in: 1...2, using: &generator)).compactMap { _ in
                pieces.randomElement(using: &generator)
            }
            return (indents.randomElement(using: &generator) ?? "") + words.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
