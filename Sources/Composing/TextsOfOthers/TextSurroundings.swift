internal import Cryptography
internal import Diaspora
internal import Markdown
internal import Store

/// The rules by which comments, private messages, and posts by people of other pods become HTML, whoever wrote
/// them.
///
/// A comment or message mentions people with a page here. Its tags and links to posts by `diaspora://` stay
/// text: nothing would tell it when the tag's or the post's page is no more.
public struct TextSurroundings: Sendable {
    /// Changes whenever the same text may give other HTML, or another beginning of it.
    public static let stamp = PostRenderer.version + " 1"
    /// Links to posts that are looked at in one text.
    private static let mostLinks = 100

    private let settings: SiteSettings
    /// Ends the IDs of this pod.
    private let ending: String

    init(settings: SiteSettings) {
        self.settings = settings
        ending = "@" + settings.authority.lowercased()
    }

    /// Looks up all that the HTML of a text depends on.
    ///
    /// - Parameter names: As ``namedIDs(in:)`` finds them.
    func context(
        of text: UnrenderedText, naming names: Set<String>, in database: ReadTransaction
    ) throws -> TextContext {
        var context = context(text.kind, guid: text.guid)
        for id in names {
            context.people[id] =
                context.isComment
                ? try personHere(id, in: database)
                : try PostRenderer(settings: settings).person(id, in: database)
        }
        if text.kind == .post {
            for link in EntityLink.all(in: text.text, maximum: Self.mostLinks)
            where try TextContext.isPost(link.type) && database.isPublicPost(link.guid.string) {
                context.posts.insert(link.guid.string)
            }
        }
        return context
    }

    /// Makes what is stored of a rendered comment or message.
    func rendering(
        _ rendered: RenderedText, of text: UnrenderedText, naming names: Set<String>
    ) -> TextRendering {
        TextRendering(
            renderer: Self.stamp, html: rendered.html,
            beginning: text.kind == .comment ? MarkupCut.cut(rendered.html) : nil,
            isNaming: names.contains { $0.hasSuffix(ending) })
    }

    /// Renders what somebody here wrote, and stores it in the transaction that stores the text.
    func render(_ text: UnrenderedText, in transaction: WriteTransaction) throws {
        let names = Self.namedIDs(in: text.text)
        let context = try context(of: text, naming: names, in: transaction.reading)
        let rendered = TextTask(text: text.text, context: context).rendered()
        try transaction.setRendering(rendering(rendered, of: text, naming: names), of: text)
    }

    /// Whether a text could only be shown as it was written, its markup being too much.
    func isAsWritten(_ text: UnrenderedText) -> Bool {
        TextTask(text: text.text, context: context(text.kind, guid: text.guid))
            .rendered().isAsWritten
    }

    private func context(_ kind: UnrenderedText.Kind, guid: String) -> TextContext {
        var context = TextContext(
            podURL: settings.url, idPrefix: Self.idPrefix(kind, guid: guid))
        context.isComment = kind != .post
        return context
    }

    /// Begins every `id` in the HTML of a text.
    ///
    /// As short whatever the GUID, which is its author's choice. No other `id` of a page begins so, as neither
    /// GUIDs nor the words of headings hold `~`.
    private static func idPrefix(_ kind: UnrenderedText.Kind, guid: String) -> String {
        kind.rawValue.prefix(1) + "~" + SHA256Digest(of: guid).hexadecimal.prefix(12)
    }

    /// - Returns: nil for somebody who is no person of this pod with a page.
    private func personHere(
        _ id: String, in database: ReadTransaction
    ) throws -> TextContext.Person? {
        guard id.hasSuffix(ending), let diasporaID = DiasporaID(id),
            let person = try database.person(diasporaID), person.kind == .local,
            person.closedAt == nil, let profile = try database.profile(personID: person.id)
        else { return nil }
        let name = profile.fullName
        return TextContext.Person(
            href: SitePath.person(diasporaID.username), name: name.isEmpty ? id : name)
    }

    /// Finds the IDs in `@{Name; id}` and `@{id}`, and in all else that looks like one: those that are known are
    /// looked up.
    public static func namedIDs(in text: String) -> Set<String> {
        var ids: Set<String> = []
        // Most texts name nobody.
        guard text.utf8.contains(UInt8(ascii: "}")) else { return ids }
        var open: String.UTF8View.Index?
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if byte == UInt8(ascii: "{") { open = text.utf8.index(after: index) }
            guard byte == UInt8(ascii: "}"), let start = open else { continue }
            open = nil
            // Between two ASCII characters stand whole characters.
            let id = text[start..<index].split(separator: " ").last ?? ""
            if id.contains("@"), id.utf8.count <= 255 { ids.insert(id.lowercased()) }
        }
        return ids
    }
}
