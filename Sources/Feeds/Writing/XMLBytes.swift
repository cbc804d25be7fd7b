internal import Escaping

/// XML being written: element and attribute names are ours, everything else is escaped.
struct XMLBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends markup as it stands.
    mutating func markup(_ markup: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Appends whole elements that this writer has made before.
    mutating func markup(_ written: [UInt8]) {
        bytes.append(contentsOf: written)
    }

    mutating func element(_ name: StaticString, _ text: String) {
        open(name)
        XMLEscaping.text.append(text, to: &bytes)
        close(name)
    }

    /// Appends an element unless its text is missing.
    mutating func element(_ name: StaticString, _ text: String?) {
        if let text { element(name, text) }
    }

    mutating func open(_ name: StaticString) {
        markup("<")
        markup(name)
        markup(">")
    }

    mutating func close(_ name: StaticString) {
        markup("</")
        markup(name)
        markup(">\n")
    }

    mutating func attribute(_ name: StaticString, _ value: String) {
        markup(" ")
        markup(name)
        markup("=\"")
        XMLEscaping.attribute.append(value, to: &bytes)
        markup("\"")
    }

    mutating func attribute(_ name: StaticString, _ value: String?) {
        if let value { attribute(name, value) }
    }

    mutating func text(_ text: String) {
        XMLEscaping.text.append(text, to: &bytes)
    }

    /// Writes markup of another language as a CDATA section (XML 1.0, section 2.7): shorter than with
    /// every bracket escaped, and a person can read it.
    mutating func characterData(_ text: String) {
        markup("<![CDATA[")
        XMLEscaping.characterData.append(text, to: &bytes)
        markup("]]>")
    }
}
