/// The names of headings that are written as HTML: `<h2 id="name">`.
enum HTMLAnchors {
    /// The longest tag, and the longest heading, that are looked at, in bytes.
    private static let maximumBytes = 400

    /// Finds the headings of HTML that have an `id`.
    ///
    /// - Returns: The words of the headings, by name.
    static func names(in html: String) -> [String: String] {
        guard html.holds("<h") || html.holds("<H") else { return [:] }
        let bytes = Array(html.utf8)
        var names: [String: String] = [:]
        for start in bytes.indices where isHeading(bytes, at: start) {
            let rest = bytes[(start + 3)...]
            guard let end = rest.prefix(maximumBytes).firstIndex(of: UInt8(ascii: ">")),
                let name = name(String(decoding: bytes[(start + 3)..<end], as: UTF8.self))
            else { continue }
            let content = String(decoding: bytes[(end + 1)...].prefix(maximumBytes), as: UTF8.self)
            guard let close = content.firstRange(of: "</h") ?? content.firstRange(of: "</H") else {
                continue
            }
            names[name] = names[name] ?? words(content[..<close.lowerBound])
        }
        return names
    }

    /// Whether `<h1` to `<h6` and a space start there.
    private static func isHeading(_ bytes: [UInt8], at start: Int) -> Bool {
        start + 3 < bytes.count && bytes[start] == UInt8(ascii: "<")
            && bytes[start + 1] | 0x20 == UInt8(ascii: "h")
            && (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(bytes[start + 2])
            && [0x20, 0x09, 0x0A].contains(bytes[start + 3])
    }

    /// Returns the value of `id` among the attributes of a tag.
    private static func name(_ attributes: String) -> String? {
        for mark in ["id=\"", "id='", "ID=\""] {
            guard let start = attributes.firstRange(of: mark),
                // `data-id` is another.
                attributes[..<start.lowerBound].last?.isWhitespace == true
            else { continue }
            let name = attributes[start.upperBound...].prefix { $0 != mark.last }
            return name.isEmpty ? nil : String(name)
        }
        return nil
    }

    private static func words(_ html: Substring) -> String {
        var words = ""
        var isTag = false
        for character in html {
            if character == "<" { isTag = true }
            if !isTag { words.append(character) }
            if character == ">" { isTag = false }
        }
        return words
    }
}
