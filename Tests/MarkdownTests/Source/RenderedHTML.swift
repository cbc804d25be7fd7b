import CCmarkGFM

@testable import Markdown

/// HTML of a Markdown text, made comparable: a run of white space is one space, none stands
/// between two characters of Chinese or Japanese.
struct RenderedHTML: Equatable, CustomStringConvertible {
    let description: String

    /// As plain CommonMark shows it: a newline is white space.
    static func plain(_ markdown: String) -> RenderedHTML {
        RenderedHTML(of: markdown, CMARK_OPT_NOBREAKS)
    }

    /// As a post shows it: every newline is a break.
    static func breakingAtNewlines(_ markdown: String) -> RenderedHTML {
        RenderedHTML(of: markdown, CMARK_OPT_HARDBREAKS)
    }

    var withoutBreaks: String {
        description.replacing("<br /> ", with: " ").replacing("<br />", with: " ").filter {
            $0 != " "
        }
    }

    private init(of markdown: String, _ options: Int32) {
        let html = SourceTree.withRoot(of: markdown) { $0.html(options) }
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in html.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" {
                pending = true
                continue
            }
            if pending, let last = result.last, !(last.value >= 0x2E80 && scalar.value >= 0x2E80) {
                result.append(" ")
            }
            pending = false
            result.append(scalar)
        }
        // Within code, white space at the ends of wrapped lines is kept; nobody sees it.
        description = String(result).replacing("<code> ", with: "<code>")
            .replacing(" </code>", with: "</code>")
    }
}
