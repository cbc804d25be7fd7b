import Composing

/// Says beside the result what a text and its front matter asked for in vain.
struct NotTaken {
    let console: Console
    let source: PostSource
    /// The text's name in messages.
    let label: String

    func sayOfNewPosts() {
        sayOfHTML()
        say(source.unused, "`import markdown` keeps dates and old addresses")
    }

    func sayOfEdits(isDraft: Bool) {
        sayOfHTML()
        let draft = source.draftLine == nil ? [] : ["draft"]
        // The address of a post is fixed, that of a draft is not made yet.
        let slug = source.content.slug == nil || isDraft ? [] : ["slug"]
        say(
            draft + slug + source.unused,
            isDraft
                ? "`post publish` gives a draft its date"
                : "the address stays, and --date gives another date")
    }

    private func sayOfHTML() {
        for note in source.notes {
            console.complain("warning: \(label):\(note.line): \(note.message)")
        }
    }

    private func say(_ keys: [String], _ reason: String) {
        guard !keys.isEmpty else { return }
        console.complain(
            "warning: not taken from the front matter: "
                + keys.joined(separator: ", ") + "; " + reason)
    }
}
