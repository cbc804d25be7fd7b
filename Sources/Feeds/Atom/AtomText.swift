/// Text for people, plain or HTML. Spec: RFC 4287, 3.1.
public enum AtomText: Sendable, Hashable {
    case plain(String)
    /// An HTML fragment that is safe to show, with absolute addresses (``AbsoluteLinks``).
    case html(String)

    func write(_ name: StaticString, to xml: inout XMLBytes) {
        xml.markup("<")
        xml.markup(name)
        switch self {
        case .plain(let text):
            xml.markup(" type=\"text\">")
            xml.text(text)
        case .html(let fragment):
            xml.markup(" type=\"html\">")
            xml.characterData(fragment)
        }
        xml.close(name)
    }
}
