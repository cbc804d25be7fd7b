extension AtomLink {
    /// Makes a link to the document itself.
    public static func itself(_ href: String) -> AtomLink {
        AtomLink(href, relation: "self", type: "application/atom+xml")
    }

    /// Makes a link to the page that shows the same to people.
    public static func page(_ href: String) -> AtomLink {
        AtomLink(href, relation: "alternate", type: "text/html")
    }

    /// Makes a link to a file that belongs to an entry.
    ///
    /// - Parameter length: Size of the file, in bytes.
    public static func enclosure(
        _ href: String, type: String, length: Int? = nil, title: String? = nil
    ) -> AtomLink {
        AtomLink(href, relation: "enclosure", type: type, title: title, length: length)
    }

    /// Makes a link to the document that the newest entries go to. Spec: RFC 5005, 4.
    public static func current(_ href: String) -> AtomLink {
        AtomLink(href, relation: "current", type: "application/atom+xml")
    }

    /// Makes a link to the archive of the entries just before this document's. Spec: RFC 5005, 4.
    public static func previousArchive(_ href: String) -> AtomLink {
        AtomLink(href, relation: "prev-archive", type: "application/atom+xml")
    }

    /// Makes a link to the archive of the entries just after this document's. Spec: RFC 5005, 4.
    public static func nextArchive(_ href: String) -> AtomLink {
        AtomLink(href, relation: "next-archive", type: "application/atom+xml")
    }

    /// Makes a link to the feed of an entry's comments. Spec: RFC 4685, 4.
    public static func replies(_ href: String, count: Int? = nil) -> AtomLink {
        AtomLink(href, relation: "replies", type: "application/atom+xml", replyCount: count)
    }

    /// Makes a link to the hub that notifies subscribers of changes. Spec: WebSub, 4.
    public static func hub(_ href: String) -> AtomLink {
        AtomLink(href, relation: "hub")
    }
}
