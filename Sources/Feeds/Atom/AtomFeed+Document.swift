internal import CivilTime

extension AtomFeed {
    /// Writes the feed with its ``entries``.
    public func document() -> [UInt8] {
        document(entryFragments: entries.map { $0.fragment() })
    }

    /// Writes the feed with entries that ``AtomEntry/fragment()`` made, in place of ``entries``.
    public func document(entryFragments: [[UInt8]]) -> [UInt8] {
        let size = entryFragments.reduce(2048) { $0 + $1.count }
        var xml = XMLBytes(capacity: size)
        xml.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        writeStart(to: &xml)
        writeDescription(to: &xml)
        for tombstone in tombstones { tombstone.write(to: &xml) }
        for fragment in entryFragments { xml.markup(fragment) }
        xml.markup("</feed>\n")
        return xml.bytes
    }

    private func writeStart(to xml: inout XMLBytes) {
        xml.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        if kind != .newest { xml.attribute("xmlns:fh", AtomFeedKind.namespace) }
        xml.attribute("xml:lang", language)
        xml.markup(">\n")
    }

    private func writeDescription(to xml: inout XMLBytes) {
        xml.element("id", id)
        AtomText.plain(title).write("title", to: &xml)
        if let subtitle { AtomText.plain(subtitle).write("subtitle", to: &xml) }
        xml.element("updated", RFC3339.text(updated))
        for author in authors { author.write(to: &xml) }
        for link in links { link.write(to: &xml) }
        for category in categories { category.write(to: &xml) }
        xml.element("icon", icon)
        xml.element("logo", logo)
        if let rights { AtomText.plain(rights).write("rights", to: &xml) }
        generator?.write(to: &xml)
        switch kind {
        case .newest: break
        case .archive: xml.markup("<fh:archive/>\n")
        case .complete: xml.markup("<fh:complete/>\n")
        }
    }
}
