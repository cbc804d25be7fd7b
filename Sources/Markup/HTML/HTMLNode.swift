/// A node of a tree of HTML: an element, a run of text, or a comment.
indirect enum HTMLNode: Sendable {
    case element(HTMLElement)
    case text(String)
    case comment(String, line: Int)

    /// All text below this node, comments aside.
    var text: String {
        switch self {
        case .text(let text): text
        case .comment: ""
        case .element(let element): element.text
        }
    }

    /// Whether this is white space between elements.
    var isBlank: Bool {
        switch self {
        case .text(let text): text.utf8.allSatisfy(\.isHTMLSpace)
        case .comment: true
        case .element: false
        }
    }
}

/// An element: its name in lower case, its attributes, and what it holds.
struct HTMLElement: Sendable {
    let name: String
    let attributes: [String: String]
    /// The attributes whose values were too long, and are empty now.
    let emptied: [String]
    let line: Int
    let children: [HTMLNode]

    /// All text below this element; a `br` is a newline.
    var text: String {
        name == "br" ? "\n" : children.map(\.text).joined()
    }

    /// The elements among the children.
    var elements: [HTMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }
}

extension UInt8 {
    /// White space as HTML collapses it. Spec: HTML, "ASCII whitespace".
    var isHTMLSpace: Bool {
        self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B
    }
}
