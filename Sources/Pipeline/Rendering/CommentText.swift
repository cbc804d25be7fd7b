internal import Cryptography
internal import Rendering

/// Renders comments, whoever wrote them, by the rules for strangers' texts.
///
/// A comment mentions people with a page here. Tags and links to posts by `diaspora://` stay text:
/// nothing would tell its page when the tag's or the post's is no more.
struct CommentText {
    let podURL: String
    /// Without it a long text is shown as it was written.
    let strangers: StrangersText?

    /// Renders the comment with a GUID.
    ///
    /// - Parameter person: Who has a page here, by diaspora* ID.
    func html(
        _ text: String, guid: String, person: (String) throws -> TextContext.Person?
    ) rethrows -> String {
        var context = context(guid: guid)
        for id in Self.namedIDs(in: text) { context.people[id] = try person(id) }
        guard text.utf8.count > StrangersText.maximumBytesHere else {
            return TextTask(text: text, context: context).rendered().html
        }
        return (strangers?.renderWaiting(text, in: context) ?? PlainTextRenderer().render(text))
            .html
    }

    /// Whether a comment could only be shown as it was written, its markup being too much.
    func isAsWritten(_ text: String, guid: String) -> Bool {
        TextTask(text: text, context: context(guid: guid)).rendered().isAsWritten
    }

    private func context(guid: String) -> TextContext {
        var context = TextContext(podURL: podURL, idPrefix: Self.idPrefix(guid: guid))
        context.isComment = true
        return context
    }

    /// What begins every `id` in a comment's text.
    ///
    /// As short whatever the GUID, which is its author's choice. No other `id` of a page begins with `c~`,
    /// as neither GUIDs nor the words of headings hold `~`.
    static func idPrefix(guid: String) -> String {
        "c~" + SHA256Digest(of: guid).hexadecimal.prefix(12)
    }

    /// The IDs in `@{Name; id}` and `@{id}`, and whatever else looks like it: only who is known here
    /// is asked for.
    static func namedIDs(in text: String) -> Set<String> {
        var ids: Set<String> = []
        var open: String.UTF8View.Index?
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if byte == UInt8(ascii: "{") { open = text.utf8.index(after: index) }
            guard byte == UInt8(ascii: "}"), let start = open else { continue }
            open = nil
            // What stands between two ASCII characters is whole characters.
            let id = text[start..<index].split(separator: " ").last ?? ""
            if id.contains("@"), id.utf8.count <= 255 { ids.insert(id.lowercased()) }
        }
        return ids
    }
}
